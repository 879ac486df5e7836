using System.Collections.Immutable;
using Infra.Planning;

namespace Infra.Timing;

/// <summary>
/// How long a deployment takes, computed on the plan's graph: everything starts as soon as what it depends on is done.
/// </summary>
/// <param name="Chain">The longest chain of steps, each waiting for the one before.</param>
public sealed record DeploymentTime(ImmutableArray<TimedStep> Chain)
{
    /// <summary>The longest chain, in seconds.</summary>
    public decimal Seconds => Chain.IsEmpty ? 0 : Chain[^1].Done;

    /// <summary>How many resources Pulumi has a step for, and writes its state after.</summary>
    public int Resources { get; init; }

    /// <summary>Pulumi's own time for them, in seconds: it grows with their number, however much is done at the same time.</summary>
    public decimal Engine => Resources * ChangeTimes.Engine;

    /// <summary>The whole, in seconds.</summary>
    public decimal Whole => Seconds + Engine;

    /// <summary>The first deployment of a plan.</summary>
    public static DeploymentTime OfFirst(Plan plan, StepTimes times) => Of(plan, times, _ => true);

    /// <summary>A deployment in which only some resources are created, replaced or updated: each takes as long as its creation.</summary>
    /// <param name="plan">The plan to be deployed.</param>
    /// <param name="times">How long steps take.</param>
    /// <param name="changed">URNs of the resources that change; those that aren't in the plan don't count.</param>
    public static DeploymentTime OfChange(Plan plan, StepTimes times, IReadOnlySet<string> changed) =>
        Of(plan, times, resource => changed.Contains(resource.Urn));

    /// <summary>The longest chain of steps on a plan's graph.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="step">The step of a resource and its seconds; null: it isn't touched.</param>
    /// <param name="backwards">Whether a resource waits for those that depend on it, as when all go.</param>
    internal static DeploymentTime Of(Plan plan, Func<PlannedResource, (string Step, decimal Seconds)?> step, bool backwards = false)
    {
        var order = new PlanOrder(plan);
        var dependents = backwards
            ? plan.Resources.SelectMany(resource => order.DirectlyBefore(resource).Select(earlier => (earlier, resource)))
                .ToLookup(pair => pair.earlier.Urn, pair => pair.resource)
            : null;
        var known = new Dictionary<string, (decimal Done, PlannedResource? After)>(StringComparer.Ordinal);
        var touched = plan.Resources.Where(resource => !resource.IsComponent && step(resource) is not null).ToList();
        var chain = ImmutableArray.CreateBuilder<TimedStep>();
        for (var last = touched.MaxBy(Done); last is not null; last = known[last.Urn].After)
        {
            if (step(last) is { } taken)
                chain.Insert(0, new TimedStep(last, taken.Step, taken.Seconds, known[last.Urn].Done));
        }

        return new DeploymentTime(chain.ToImmutable()) { Resources = touched.Count };

        decimal Done(PlannedResource resource)
        {
            if (known.TryGetValue(resource.Urn, out var found))
                return found.Done;
            // A component is no step.
            var waitsFor = dependents?[resource.Urn] ?? order.DirectlyBefore(resource);
            var after = waitsFor.Where(other => !other.IsComponent).MaxBy(Done);
            var done = (after is null ? 0 : known[after.Urn].Done) + (step(resource)?.Seconds ?? 0);
            known[resource.Urn] = (done, after);
            return done;
        }
    }

    /// <summary>This, and another one behind it.</summary>
    internal DeploymentTime Then(DeploymentTime next) =>
        new([.. Chain, .. next.Chain.Select(step => step with { Done = Seconds + step.Done })]) { Resources = Resources + next.Resources };

    private static DeploymentTime Of(Plan plan, StepTimes times, Func<PlannedResource, bool> takesTime) =>
        Of(plan, resource => takesTime(resource) ? (StepTimes.StepOf(resource), times.Of(resource)) : null);
}
