using System.Globalization;
using Infra.Planning;
using Infra.Stacks.Providers.HCloud;
using Xunit;

namespace Infra.Tests.Planning;

/// <summary>
/// How long the first deployment takes until the last tenant is served, computed on the plan's graph: everything starts as soon as what
/// it depends on is done.
/// </summary>
public sealed class DurationTests
{
    private const int Other = 1;

    // Seconds, by the end of a command's name or by type. A server and its preparation: seen with Debian at Hetzner; K3s: a start with the
    // binary unpacked and the images there; a chart: until its pods are ready, with their images there.
    private static readonly (string Step, int Seconds)[] Table =
    [
        (HCloudTypes.Server, 22),
        (PlanQueries.Upload, 2),
        ("-prepare", 40),
        ("-download", 35),
        ("-k3s", 12),
        (PlanQueries.Release, 8),
    ];

    [Theory]
    [InlineData("dev", 120)]
    [InlineData("prod", 150)]
    public void The_last_tenant_is_served_in_time(string stack, int limit)
    {
        var plan = PlannedStack.Get(stack).Plan;
        var finish = new Dictionary<string, (int Seconds, PlannedResource? After)>();
        var last = plan.Resources.Where(resource => !resource.IsComponent).MaxBy(resource => Finish(plan, resource, finish))!;

        Assert.True(finish[last.Urn].Seconds < limit, $"{stack} takes {Chain(last, finish)}");
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

    private static int Finish(Plan plan, PlannedResource resource, Dictionary<string, (int Seconds, PlannedResource? After)> finish)
    {
        if (finish.TryGetValue(resource.Urn, out var known))
            return known.Seconds;
        var after = plan.DirectlyBefore(resource).MaxBy(earlier => Finish(plan, earlier, finish));
        var seconds = (after is null ? 0 : finish[after.Urn].Seconds) + Duration(resource);
        finish[resource.Urn] = (seconds, after);
        return seconds;
    }

    private static int Duration(PlannedResource resource) => resource.IsComponent
        ? 0
        : Table.Where(entry => resource.Type == entry.Step
                || (resource.Type == PlanQueries.Command && resource.Name.EndsWith(entry.Step, StringComparison.Ordinal)))
            .Select(entry => entry.Seconds)
            .DefaultIfEmpty(Other)
            .First();

    // The longest chain, a step a line, with the second at which it is done.
    private static string Chain(PlannedResource last, Dictionary<string, (int Seconds, PlannedResource? After)> finish)
    {
        var steps = new List<string>();
        for (var step = last; step is not null; step = finish[step.Urn].After)
            steps.Insert(0, string.Create(CultureInfo.InvariantCulture, $"{finish[step.Urn].Seconds,5} s  {step.Name} ({step.Type})"));
        return string.Create(CultureInfo.InvariantCulture, $"{finish[last.Urn].Seconds} s:\n{string.Join('\n', steps)}");
    }
}
