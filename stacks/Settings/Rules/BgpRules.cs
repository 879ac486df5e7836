using Infra.Components.LoadBalancing;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>Peering of the speakers with routers.</summary>
internal static class BgpRules
{
    [Asks<BgpRouter>(nameof(BgpRouter.Address), "each address once")]
    public static IEnumerable<Finding> PeersAreUnique(SettingsAsRead settings)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var peer in settings.Cluster.Bgp?.Peers ?? [])
        {
            if (peer.Address is not null && !seen.Add(peer.Address))
                yield return new Finding(settings.Places.Of(peer, nameof(BgpRouter.Address)), "is given twice", "remove one of the two");
        }
    }
}
