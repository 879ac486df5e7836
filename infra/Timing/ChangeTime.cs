using Infra.Comparing;
using Infra.Comparing.Dangers;
using Infra.Comparing.Dangers.Outages;
using Infra.Planning;

namespace Infra.Timing;

/// <summary>How long a change takes: what comes and changes, and then what goes, in the order in which Pulumi does it.</summary>
internal static class ChangeTime
{
    private const string Membership = "-membership";
    private const string Protection = "protect";
    private const string Change = "change";
    private const string Deletion = "deletion";
    private const string Drain = "drain";
    private const string Resize = "resize";
    private const string Readdressing = "readdressing";

    /// <summary>Computes it.</summary>
    public static DeploymentTime Of(PlanComparison comparison, StepTimes times)
    {
        var come = comparison.Changes.Where(change => change.After is not null && change.Kind != ChangeKind.Moved)
            .ToDictionary(change => change.After!.Urn, StringComparer.Ordinal);
        var gone = comparison.Changes.Where(change => change.Kind == ChangeKind.Removed)
            .ToDictionary(change => change.Before!.Urn, StringComparer.Ordinal);
        var readdressed = NodeReaddressed.In(comparison).Select(found => found.Resource.Urn).ToHashSet(StringComparer.Ordinal);
        return DeploymentTime.Of(
                comparison.After,
                resource => readdressed.Contains(resource.Urn) ? (Readdressing, ChangeTimes.Readdressing)
                    : come.TryGetValue(resource.Urn, out var change) ? Step(change, times)
                    : null)
            .Then(DeploymentTime.Of(
                comparison.Before,
                resource => gone.ContainsKey(resource.Urn) ? Removal(resource, gone, times) : null,
                backwards: true));
    }

    private static (string Step, decimal Seconds) Step(ResourceChange change, StepTimes times) => change switch
    {
        // An option of Pulumi's is known to its state alone.
        { Kind: ChangeKind.Changed } when change.Properties.All(property => property.Path.ToString() == Protection) => (Change, 0),
        _ when ServerTypeRefused.Problem(change) is not null => (Change, 0),
        _ when Machines.IsPoweredOff(change) => (Resize, ChangeTimes.Resize),
        { Kind: ChangeKind.Changed } when Machines.IsCreated(change.Resource) => (Change, times.Object),
        { Kind: ChangeKind.Replaced } when IsMembership(change.Resource) => (Drain, ChangeTimes.Drain),
        _ => (StepTimes.StepOf(change.Resource), times.Of(change.Resource)),
    };

    private static (string Step, decimal Seconds) Removal(
        PlannedResource resource, Dictionary<string, ResourceChange> gone, StepTimes times)
    {
        var isOnlyForgotten = resource.RetainOnDelete || (resource.DeletedWith is { } other && gone.ContainsKey(other));
        return isOnlyForgotten ? (Deletion, 0)
            : IsMembership(resource) ? (Drain, ChangeTimes.Drain)
            : (Deletion, times.Object);
    }

    private static bool IsMembership(PlannedResource resource) =>
        resource.Type == PlanQueries.Command && resource.Name.EndsWith(Membership, StringComparison.Ordinal);
}
