using System.Reflection;
using Xunit.Sdk;

namespace Infra.Tests.Planning;

/// <summary>
/// The data of a theory about stacks: the shipped ones, and one for each way to build a cluster. A theory that looks at the plan alone
/// also has to hold for random settings (<see cref="RandomStackTests"/>).
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryStackAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => PlannedStack.All.Select(stack => new object[] { stack });
}
