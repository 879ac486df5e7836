using Infra.Checks;
using Infra.Timing;

namespace Infra.Comparing.Dangers.Outages;

/// <summary>Tenants' nodes that come back at another address, while those of the others stay.</summary>
internal static class NodeReaddressed
{
    private const string Address = "node-ip";

    public static IEnumerable<Found> In(PlanComparison comparison)
    {
        if (NetworkSwitched.Is(comparison) || K3sRefused.Is(comparison))
            return [];
        var (before, after) = (NodeConfiguration.Of(comparison.Before), NodeConfiguration.Of(comparison.After));
        return
            from tenant in comparison.After.Tenants
            where before.ContainsKey(tenant.Node) && after.ContainsKey(tenant.Node)
            let command = after[tenant.Node].Command
            let addresses = (From: Text(before[tenant.Node]), To: Text(after[tenant.Node]))
            where addresses.From != addresses.To
                && comparison.Changes.Any(change => change.Resource.Urn == command.Urn && change.Kind == ChangeKind.Changed)
            select new Found(
                command, $"comes back at {addresses.To} instead of {addresses.From}: {Lengths.Some(ChangeTimes.Readdressing)}")
            {
                Subject = $"node {tenant.Node}",
            };
    }

    private static string? Text(NodeConfiguration node) => node.Values[Address]?.GetValue<string>();
}
