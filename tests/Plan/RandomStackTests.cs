using System.Reflection;
using System.Runtime.ExceptionServices;
using CsCheck;
using Infra.Tests.Providers;
using Xunit;

namespace Infra.Tests.Planning;

public sealed class RandomStackTests
{
    private static readonly Type[] Invariants =
    [
        typeof(StructureTests), typeof(LoadBalancingTests), typeof(IngressTests), typeof(GuardrailTests), typeof(MachineTests),
        typeof(OrderTests), typeof(LifeTests), typeof(SecretTests), typeof(SecondUpTests),
    ];

    [Fact]
    public void Whatever_the_settings_every_invariant_of_plans_holds() => Stacks.Random.Sample(
        settings =>
        {
            var stack = PlannedStack.Of("random", settings);
            var invariants = Invariants
                .SelectMany(type => type.GetMethods())
                .Where(method => method.GetCustomAttribute<TheoryAttribute>() is not null);
            foreach (var invariant in invariants)
                Check(invariant, stack);
        },
        iter: 12,
        print: settings => settings.ToJsonString());

    private static void Check(MethodInfo invariant, PlannedStack stack)
    {
        try
        {
            invariant.Invoke(Activator.CreateInstance(invariant.DeclaringType!), [stack]);
        }
        catch (TargetInvocationException failure)
        {
            ExceptionDispatchInfo.Throw(failure.InnerException!);
        }
    }
}
