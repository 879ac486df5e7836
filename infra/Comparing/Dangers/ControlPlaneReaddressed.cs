using System.Text.RegularExpressions;
using Infra.Components.Grammars;
using Infra.Planning;

namespace Infra.Comparing.Dangers;

/// <summary>Servers of the control plane whose addresses inside the cluster are others while they stay what they are.</summary>
internal static partial class ControlPlaneReaddressed
{
    private const string Runbook = "see 'Other addresses for the control plane' in docs/operations.md";

    private static readonly PropertyPath Line = PropertyPath.Parse("create");

    public static DangerRule Rule { get; } = new(
        ChangeDanger.ControlPlaneReaddressed,
        "Servers of the control plane get other addresses inside the cluster: members of etcd lose each other, or agents the only server.",
        Find);

    private static IEnumerable<Found> Find(PlanComparison comparison)
    {
        var readdressed = comparison.Before.Servers.Select(server => Change(server, comparison)).OfType<Readdressed>().ToList();
        if (comparison.Before.Servers.Length == 1)
        {
            // One whose machine is another one is another cluster.
            return readdressed.Where(server => !server.Joins).Select(server => new Found(server.Resource, Alone(server)));
        }

        // One whose machine is another one leaves etcd before, and joins anew.
        return readdressed.Count == 1 && readdressed[0].Joins
            ? []
            : readdressed.Select(server => new Found(server.Resource, Member(server, readdressed.Count)));
    }

    private static string Alone(Readdressed server) =>
        $"gets {server.To} instead of {server.From}: until K3s runs anew on each node, agents and pods are cut off from the API and from "
        + "cluster DNS, and tenants' nodes from each other; what is served inside a node stays up";

    private static string Member(Readdressed server, int count) => count == 1
        ? $"gets {server.To} and is a member of etcd by {server.From}: K3s refuses to start there; {Runbook}"
        : FormattableString.Invariant($"gets {server.To} and is a member of etcd by {server.From}, as {count - 1} more are by theirs: ")
            + $"the members lose each other, and the cluster its state; {Runbook}";

    private static Readdressed? Change(PlannedServer server, PlanComparison comparison)
    {
        var change = comparison.OfType(PlanQueries.Command).FirstOrDefault(change => change.Resource.Name == $"{server.Name}-k3s");
        return change is { Before: { } before, After: { } after }
            && (Address(before), Address(after)) is ({ } from, { } to)
            && (from != to || change.Properties.Any(property => property.Follows is not null && property.Path.Is(Line)))
                ? new Readdressed(after, from, from == to ? "another address" : to, change.Kind == ChangeKind.Replaced)
                : null;
    }

    private static string? Address(PlannedResource command) =>
        Parameter().Match(command.Text("create") ?? "") is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(" NODE_ADDRESS='([^']+)'")]
    private static partial Regex Parameter();

    /// <param name="Resource">The installation on the server.</param>
    /// <param name="From">The address that it has.</param>
    /// <param name="To">The address that it gets.</param>
    /// <param name="Joins">Whether it is taken out of the cluster before, and joins anew.</param>
    private sealed record Readdressed(PlannedResource Resource, string From, string To, bool Joins);
}
