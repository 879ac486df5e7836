using Infra.Planning;
using Infra.Timing;

namespace Infra.Comparing.Dangers.Outages;

/// <summary>Tenants' ingress controllers that start anew: the one pod ends before the next begins.</summary>
internal static class ControllerRestarted
{
    private const string Suffix = "-ingress";

    // nginx reads it while it runs.
    private static readonly PropertyPath ReadWhileRunning = PropertyPath.Parse("values.controller.config");

    public static IEnumerable<Found> In(PlanComparison comparison) =>
        from change in comparison.OfType(PlanQueries.Release)
        where change.Kind == ChangeKind.Changed && change.Resource.Name.EndsWith(Suffix, StringComparison.Ordinal)
        where !change.Properties.All(property => property.Path.IsBelow(ReadWhileRunning))
        select new Found(
            change.Resource,
            $"starts anew, its one pod ending before the next begins: {Lengths.Some(StepTimes.Default.Of(change.Resource))}");
}
