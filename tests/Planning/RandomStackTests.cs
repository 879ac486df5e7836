using System.Reflection;
using CsCheck;
using Xunit;

namespace Infra.Tests.Planning;

public sealed class RandomStackTests
{
    // Theories that await something plan anew, and those with a condition of their own render charts: both take too long here.
    private static readonly Action<PlannedStack>[] Invariants =
    [
        .. typeof(RandomStackTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(EveryStackAttribute)) && method.ReturnType == typeof(void))
            .Where(method => method.GetCustomAttribute<TheoryAttribute>()?.GetType() == typeof(TheoryAttribute))
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
