using Infra.Components.LoadBalancing;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>Peering of the speakers with routers.</summary>
internal static class BgpRules
{
    [Asks<BgpPeering>(nameof(BgpPeering.Peers), "at least one")]
    public static IEnumerable<Finding> PeersAreNamed(SettingsAsRead settings)
    {
        if (settings.Cluster.Bgp is { } bgp && settings.Places.Of(bgp, nameof(bgp.Peers)) is { IsRight: true, Count: 0 } place)
            yield return new Finding(place, "must name at least one router", "add one, or remove 'bgp' to announce on layer 2");
    }

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
