using Infra.Checks;
using Infra.Components.Grammars;

namespace Infra.Comparing.Dangers;

/// <summary>What K3s takes for new clusters alone.</summary>
internal static class K3sRefused
{
    private static readonly string[] Fixed = ["cluster-cidr", "service-cidr"];

    public static DangerRule Rule { get; } = new(
        ChangeDanger.K3sRefused,
        "K3s takes the change for new clusters alone: the first server gets its old configuration back, and 'up' stops there.",
        Find);

    /// <summary>Whether there is something like that.</summary>
    public static bool Is(PlanComparison comparison) => Find(comparison).Any();

    private static IEnumerable<Found> Find(PlanComparison comparison)
    {
        var (before, after) = (NodeConfiguration.Of(comparison.Before), NodeConfiguration.Of(comparison.After));
        return
            from server in comparison.After.Servers
            where before.ContainsKey(server.Name) && after.ContainsKey(server.Name)
            let key = Fixed.FirstOrDefault(key => Text(before[server.Name], key) != Text(after[server.Name], key))
            where key is not null
            select new Found(
                after[server.Name].Command,
                $"gets {key} {Text(after[server.Name], key)} instead of {Text(before[server.Name], key)}, which K3s takes for new clusters "
                + "alone: the first server gets its old configuration back, and 'up' stops there");
    }

    private static string? Text(NodeConfiguration node, string key) => node.Values[key]?.GetValue<string>();
}
