using Infra.Planning;
using Infra.Tests.Lifetimes.Engines;
using Infra.Tests.Planning;
using Xunit;

namespace Infra.Tests.Lifetimes;

/// <summary>A stack comes up: in whatever order its dependencies allow, and wherever it is stopped.</summary>
public sealed class FirstUpTests
{
    private const int Orders = 40;
    private const int Interruptions = 40;

    public static TheoryData<PlannedStack> Stacks => Stories.Stacks;

    [Theory, MemberData(nameof(Stacks))]
    public void It_comes_up_whatever_is_late(PlannedStack stack)
    {
        var registrations = new Registrations(stack.Plan);
        var custom = stack.Plan.Resources.Where(resource => !resource.IsComponent).ToList();
        foreach (var number in Effort.Some(custom.Count, Orders))
            new Lifetime().Up(registrations, DeploymentOrder.Late(custom[number - 1].Urn));
    }

    [Theory, MemberData(nameof(Stacks))]
    public void It_comes_up_whatever_is_early_or_by_chance(PlannedStack stack)
    {
        var registrations = new Registrations(stack.Plan);
        foreach (var resource in stack.Plan.Resources.Where(resource => resource.IsObject()).Where((_, index) => index % 7 == 0))
            new Lifetime().Up(registrations, DeploymentOrder.Early(registrations, resource.Urn));
        for (var seed = 0; seed < 5 * Effort.Factor; seed++)
            new Lifetime().Up(registrations, DeploymentOrder.Shuffled(seed));
    }

    [Theory, MemberData(nameof(Stacks))]
    public void It_goes_on_wherever_it_was_stopped(PlannedStack stack)
    {
        var registrations = new Registrations(stack.Plan);
        foreach (var after in Effort.Some(stack.Plan.Resources.Length, Interruptions))
            new Lifetime().UpInterrupted(registrations, after, DeploymentOrder.Shuffled(after));
    }

    [Theory, MemberData(nameof(Stacks))]
    public void It_takes_over_what_a_killed_run_made_and_could_not_note(PlannedStack stack)
    {
        var registrations = new Registrations(stack.Plan);
        foreach (var after in Effort.Some(stack.Plan.Resources.Length, Interruptions))
            new Lifetime().UpKilled(registrations, after, DeploymentOrder.Shuffled(after));
    }

    [Theory, MemberData(nameof(Stacks))]
    public void It_comes_up_step_by_step_with_a_preview_before_each(PlannedStack stack)
    {
        var registrations = new Registrations(stack.Plan);
        var lifetime = new Lifetime();
        do lifetime.Stop(registrations, after: 5, DeploymentOrder.Shuffled(1));
        while (lifetime.Engine.Steps == 5);
        lifetime.AssertComplete(registrations);
    }
}
