using System.Reflection;
using CsCheck;
using Xunit;

namespace Infra.Tests.Planning;

public sealed class RandomStackTests
{
    // Theories that await something plan anew, which takes too long here.
    private static readonly Action<PlannedStack>[] Invariants =
    [
        .. typeof(RandomStackTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(EveryStackAttribute)) && method.ReturnType == typeof(void))
            .Select(method => method.CreateDelegate<Action<PlannedStack>>(Activator.CreateInstance(method.DeclaringType!))),
    ];

    [Fact]
    public void Theories_about_every_stack_are_found() =>
        Assert.Contains(Invariants, invariant => invariant.Target is StructureTests);

    [Fact]
    public void Whatever_the_settings_every_invariant_of_plans_holds() => Stacks.Random.Sample(
        settings =>
        {
            var stack = PlannedStack.Of("random", settings);
            foreach (var invariant in Invariants)
                invariant(stack);
        },
        iter: 12,
        print: settings => settings.ToJsonString());
}
