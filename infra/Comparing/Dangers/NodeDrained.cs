using Infra.Components.Grammars;
using Infra.Planning;

namespace Infra.Comparing.Dangers;

/// <summary>Nodes that leave the cluster while their machines stay.</summary>
internal static class NodeDrained
{
    private const string Suffix = "-membership";

    public static DangerRule Rule { get; } = new(
        ChangeDanger.NodeDrained,
        "A node is drained and taken out of the cluster although its machine stays: its pods stop.",
        Find,
        Affects.Away);

    private static IEnumerable<Found> Find(PlanComparison comparison)
    {
        var machines = Machines.Going(comparison).Select(change => Machines.Node(change.Before!)).ToHashSet(StringComparer.Ordinal);
        var removed = comparison.Changes.Where(change => change.Kind == ChangeKind.Removed)
            .Select(change => change.Before!.Urn).ToHashSet(StringComparer.Ordinal);
        return comparison.OfType(PlanQueries.Command)
            .Where(change => change.Goes && change.Resource.Name.EndsWith(Suffix, StringComparison.Ordinal))
            // Its command for deletion doesn't run when it is only forgotten, or goes with the cluster.
            .Where(change => change.Kind == ChangeKind.Replaced
                || (!change.Before!.RetainOnDelete && !(change.Before.DeletedWith is { } other && removed.Contains(other))))
            .Where(change => !machines.Contains(change.Before!.Name[..^Suffix.Length]))
            .Select(change => new Found(change.Resource, $"{Machines.Why(change)}: {change.Before!.Name[..^Suffix.Length]} is drained"));
    }
}
