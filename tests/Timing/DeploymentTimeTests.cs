using System.Collections.Immutable;
using Infra.Planning;
using Infra.Rendering;
using Infra.Tests.Planning;
using Infra.Timing;
using Xunit;

namespace Infra.Tests.Timing;

public sealed class DeploymentTimeTests
{
    [Theory]
    [InlineData("dev", 120)]
    [InlineData("prod", 150)]
    public void The_last_tenant_is_served_in_time(string stack, int limit)
    {
        var time = First(PlannedStack.Get(stack).Plan);
        Assert.True(time.Seconds < limit, $"{stack} takes {time.Seconds} s: {TimeText.Line("It", time)}");
    }

    [Theory, EveryStack]
    public void Nothing_but_the_machine_and_its_scripts_is_waited_for_before_K3s_is_downloaded_to_it(PlannedStack stack) => Assert.All(
        stack.Plan.OfType(PlanQueries.Command).Where(command => command.Name.EndsWith("-download", StringComparison.Ordinal)),
        download =>
        {
            var before = stack.Plan.Before(download);
            Assert.DoesNotContain(stack.Plan.OfType(PlanQueries.Command), command => before.Contains(command.Urn));
            var install = stack.Plan.Named(PlanQueries.Command, download.Name.Replace("-download", "-k3s", StringComparison.Ordinal));
            Assert.Contains(download.Urn, install.DependsOn);
        });

    [Theory, EveryStack]
    public void Each_step_of_the_longest_chain_waits_for_the_one_before_and_begins_when_it_is_done(PlannedStack stack)
    {
        var chain = First(stack.Plan).Chain;
        Assert.Equal(chain[0].Seconds, chain[0].Done);
        Assert.All(chain.Zip(chain.Skip(1)), pair =>
        {
            Assert.Equal(pair.First.Done + pair.Second.Seconds, pair.Second.Done);
            Assert.Contains(pair.First.Resource.Urn, stack.Plan.Before(pair.Second.Resource));
        });
    }

    [Theory, EveryStack]
    public void No_chain_is_longer(PlannedStack stack)
    {
        var plan = stack.Plan;
        var order = new PlanOrder(plan);
        var start = plan.Resources.ToDictionary(resource => resource.Urn, _ => 0m);
        // Begins are put off until nobody begins before what it waits for is done.
        for (var moved = true; moved;)
        {
            moved = false;
            foreach (var resource in plan.Resources)
            {
                var begin = order.DirectlyBefore(resource).Where(earlier => !earlier.IsComponent)
                    .Select(earlier => start[earlier.Urn] + StepTimes.Default.Of(earlier)).DefaultIfEmpty(0).Max();
                if (begin == start[resource.Urn]) continue;
                (start[resource.Urn], moved) = (begin, true);
            }
        }

        Assert.Equal(plan.Resources.Max(resource => start[resource.Urn] + StepTimes.Default.Of(resource)), First(plan).Seconds);
    }

    [Fact]
    public void A_change_takes_the_time_of_what_changes_and_of_nothing_else()
    {
        var plan = PlannedStack.Dev.Plan;
        var upload = plan.OfType(PlanQueries.Upload).Single(upload => upload.Name.StartsWith("dev-tenant-b", StringComparison.Ordinal));
        var preparation = plan.OfType(PlanQueries.Command).Single(command => command.Name == "dev-tenant-b-prepare");
        var other = plan.OfType(PlanQueries.Release).First(release => release.Name.StartsWith("tenant-a", StringComparison.Ordinal));
        var time = DeploymentTime.OfChange(
            plan, StepTimes.Default, ImmutableHashSet.Create(upload.Urn, preparation.Urn, other.Urn, "urn:of::something::that::went"));
        Assert.Equal([upload.Urn, preparation.Urn], time.Chain.Select(step => step.Resource.Urn));
        Assert.Equal(42, time.Seconds);
    }

    [Fact]
    public void Without_a_change_nothing_is_waited_for()
    {
        var time = DeploymentTime.OfChange(PlannedStack.Dev.Plan, StepTimes.Default, ImmutableHashSet<string>.Empty);
        Assert.Equal(0, time.Seconds);
        Assert.Equal("It takes no time: nothing is to be done.", TimeText.Line("It", time));
    }

    [Fact]
    public void What_is_said_of_it_adds_up_to_the_whole()
    {
        var time = First(PlannedStack.Get("prod").Plan);
        var words = TimeText.Line("It", time).TrimEnd('.').Split([", ", ": "], StringSplitOptions.None).Skip(1);
        Assert.Equal(time.Seconds, words.Sum(word => decimal.Parse(
            word.Split(' ')[^2], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory, EveryStack]
    public void Every_step_that_is_timed_is_there(PlannedStack stack) => Assert.Subset(
        StepTimes.Default.Seconds.Keys.ToHashSet(),
        stack.Plan.Resources.Where(resource => !resource.IsComponent).Select(StepTimes.StepOf).ToHashSet());

    [Fact]
    public void No_step_of_the_table_is_unknown_to_a_deployment() => Assert.Equal(
        StepTimes.Default.Seconds.Keys,
        PlannedStack.Dev.Plan.Resources.Where(resource => !resource.IsComponent).Select(StepTimes.StepOf).Distinct()
            .Order(StringComparer.Ordinal));

    private static DeploymentTime First(Plan plan) => DeploymentTime.OfFirst(plan, StepTimes.Default);
}
