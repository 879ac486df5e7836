using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>Peering of the speakers with routers.</summary>
internal static class BgpRules
{
    private const long LargestAsn = 4294967294;

    public static Complaint? Asn(long number) => number is >= 1 and <= LargestAsn
        ? null
        : new Complaint($"must be an autonomous system number, 1 to {LargestAsn}", "use a private one, such as 64512");

    public static IEnumerable<Finding> PeersAreNamed(SettingsDraft draft)
    {
        if (draft.Cluster.Bgp is { } bgp && bgp.PeerCount.Is(out var count) && count == 0)
            yield return new Finding(bgp.PeerCount.Place, "must name at least one router", "add one, or remove 'bgp' to announce on layer 2");
    }

    public static IEnumerable<Finding> PeersAreUnique(SettingsDraft draft)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var peer in draft.Cluster.Bgp?.Peers ?? [])
        {
            if (peer.Address.Is(out var address) && !seen.Add(Address.Canonical(address)))
                yield return new Finding(peer.Address.Place, "is given twice", "remove one of the two");
        }
    }
}
