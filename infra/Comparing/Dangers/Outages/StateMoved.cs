using Infra.Planning;
using Infra.Timing;

namespace Infra.Comparing.Dangers.Outages;

/// <summary>A single server that takes its data to etcd, as others join it.</summary>
internal static class StateMoved
{
    public static IEnumerable<Found> In(PlanComparison comparison) =>
        comparison.Before.Servers is [var only] && comparison.After.Servers.Length > 1
        && comparison.OfType(PlanQueries.Command).FirstOrDefault(change => change.Resource.Name == $"{only.Name}-k3s") is { } change
            ? [new Found(
                change.Resource,
                $"takes its data to etcd: the API is away for {Lengths.Some(StepTimes.Default.Of(change.Resource))}; pods run on")]
            : [];
}
