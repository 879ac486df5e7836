using System.Collections.Immutable;
using Infra.Planning;

namespace Infra.Timing;

/// <summary>
/// How long a deployment takes, computed on the plan's graph: everything starts as soon as what it depends on is done. What a replacement
/// removes, and the drain of nodes, isn't counted.
/// </summary>
/// <param name="Chain">The longest chain of steps, each waiting for the one before.</param>
public sealed record DeploymentTime(ImmutableArray<TimedStep> Chain)
{
    /// <summary>The whole, in seconds.</summary>
    public decimal Seconds => Chain.IsEmpty ? 0 : Chain[^1].Done;

    /// <summary>The first deployment of a plan.</summary>
    public static DeploymentTime OfFirst(Plan plan, StepTimes times) => Of(plan, times, _ => true);

    /// <summary>A deployment in which only some resources are created, replaced or updated: each takes as long as its creation.</summary>
    /// <param name="plan">The plan to be deployed.</param>
    /// <param name="times">How long steps take.</param>
    /// <param name="changed">URNs of the resources that change; those that aren't in the plan don't count.</param>
    public static DeploymentTime OfChange(Plan plan, StepTimes times, IReadOnlySet<string> changed) =>
        Of(plan, times, resource => changed.Contains(resource.Urn));

    private static DeploymentTime Of(Plan plan, StepTimes times, Func<PlannedResource, bool> takesTime)
    {
        var order = new PlanOrder(plan);
        var known = new Dictionary<string, (decimal Done, PlannedResource? After)>(StringComparer.Ordinal);
        var last = plan.Resources.Where(resource => !resource.IsComponent && takesTime(resource)).MaxBy(Done);
        var chain = ImmutableArray.CreateBuilder<TimedStep>();
        for (var step = last; step is not null; step = known[step.Urn].After)
        {
            if (takesTime(step))
                chain.Insert(0, new TimedStep(step, StepTimes.StepOf(step), times.Of(step), known[step.Urn].Done));
        }

        return new DeploymentTime(chain.ToImmutable());

        decimal Done(PlannedResource resource)
        {
            if (known.TryGetValue(resource.Urn, out var found))
                return found.Done;
            // A component is no step.
            var after = order.DirectlyBefore(resource).Where(earlier => !earlier.IsComponent).MaxBy(Done);
            var done = (after is null ? 0 : known[after.Urn].Done) + (takesTime(resource) ? times.Of(resource) : 0);
            known[resource.Urn] = (done, after);
            return done;
        }
    }
}
