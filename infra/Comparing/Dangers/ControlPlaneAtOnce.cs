using Infra.Components.Grammars;
using Infra.Planning;

namespace Infra.Comparing.Dangers;

/// <summary>Servers of the control plane that are away together.</summary>
internal static class ControlPlaneAtOnce
{
    private const string Installation = "-k3s";

    public static DangerRule Rule { get; } = new(
        ChangeDanger.ControlPlaneAtOnce,
        "All servers of a control plane of several are replaced, powered off or restarted without one waiting for the other.",
        Find);

    private static IEnumerable<Found> Find(PlanComparison comparison)
    {
        var before = comparison.Before.Servers.Select(server => server.Name).ToHashSet(StringComparer.Ordinal);
        if (before.Count < 2)
            return [];
        var touched = comparison.Changes.Where(Interrupts).ToLookup(change => NodeOf(change.Before!), StringComparer.Ordinal);
        if (before.Any(server => !touched.Contains(server)))
            return [];
        var groups = before.Order(StringComparer.Ordinal).Select(server => touched[server].ToList()).ToList();
        var order = new PlanOrder(comparison.After);
        var earlier = groups.SelectMany(group => group).Where(change => change.After is not null)
            .ToDictionary(change => change.After!.Urn, change => order.Before(change.After!), StringComparer.Ordinal);
        var apart = groups.SelectMany((one, number) => groups.Skip(number + 1).Select(other => (one, other)))
            .All(pair => Waits(pair.one, pair.other, earlier) || Waits(pair.other, pair.one, earlier));
        return apart ? [] : [new Found(groups[0][0].Resource, $"goes, or stops, together with what is on {Others(before.Count - 1)}")];
    }

    private static string Others(int count) =>
        count == 1 ? "the other server" : FormattableString.Invariant($"all {count} other servers");

    private static bool Interrupts(ResourceChange change) => change.Kind != ChangeKind.Added && (
        (Machines.IsCreated(change.Resource) && change.Goes)
        || Machines.IsPoweredOff(change)
        || (Machines.IsRelease(change.Resource) && change.Goes)
        || (change.Resource.Type == PlanQueries.Command && change.Resource.Name.EndsWith(Installation, StringComparison.Ordinal)));

    private static string NodeOf(PlannedResource resource) => resource.Name.EndsWith(Installation, StringComparison.Ordinal)
        ? resource.Name[..^Installation.Length]
        : Machines.Node(resource);

    /// <summary>Whether all of the later ones wait for all of the earlier ones.</summary>
    private static bool Waits(List<ResourceChange> late, List<ResourceChange> early, Dictionary<string, HashSet<string>> earlier) =>
        late.Concat(early).All(change => change.After is not null)
        && late.All(change => early.All(other => earlier[change.After!.Urn].Contains(other.After!.Urn)));
}
