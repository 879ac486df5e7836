using Infra.Checks;
using Infra.Components.Grammars;

namespace Infra.Comparing.Dangers;

/// <summary>Another network under all nodes that stay.</summary>
internal static class NetworkSwitched
{
    private const string Backend = "flannel-backend";
    private const string Address = "node-ip";

    public static DangerRule Rule { get; } = new(
        ChangeDanger.NetworkSwitched,
        "The network of all nodes is another: pods of different nodes are cut off from each other until K3s runs anew on each.",
        Find);

    /// <summary>Whether it is.</summary>
    public static bool Is(PlanComparison comparison) => Find(comparison).Any();

    private static IEnumerable<Found> Find(PlanComparison comparison)
    {
        var (before, after) = (NodeConfiguration.Of(comparison.Before), NodeConfiguration.Of(comparison.After));
        var stay = before.Keys.Where(after.ContainsKey).Order(StringComparer.Ordinal).ToList();
        if (stay.Count < 2)
            yield break;
        var backends = stay.Select(node => (From: Text(before[node], Backend), To: Text(after[node], Backend)))
            .FirstOrDefault(backend => backend.From != backend.To);
        var moved = stay.All(node => Inside(before[node]) != Inside(after[node]));
        if (!moved && backends == default)
            yield break;
        string[] what =
        [
            .. moved ? ["each has another address in it"] : Array.Empty<string>(),
            .. backends == default ? [] : new[] { $"{backends.From} → {backends.To}" },
        ];
        yield return new Found(
            after[stay[0]].Command,
            $"is another ({string.Join(", ", what)}): pods of different nodes reach neither each other nor cluster DNS until K3s runs anew "
            + "on each node; what is served inside a node stays up")
        {
            Subject = FormattableString.Invariant($"The network of {stay.Count} nodes"),
        };
    }

    // In dual-stack networks an IPv6 address follows.
    private static string? Inside(NodeConfiguration node) => Text(node, Address)?.Split(',')[0];

    private static string? Text(NodeConfiguration node, string key) => node.Values[key]?.GetValue<string>();
}
