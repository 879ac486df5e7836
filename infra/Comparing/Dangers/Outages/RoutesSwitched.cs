using Infra.Planning;
using Infra.Timing;

namespace Infra.Comparing.Dangers.Outages;

/// <summary>Tenants' addresses whose way everybody has to learn anew.</summary>
internal static class RoutesSwitched
{
    private const string Peer = "kubernetes:metallb.io/v1beta2:BGPPeer";
    private const string Layer2 = "kubernetes:metallb.io/v1beta1:L2Advertisement";
    private const string Bgp = "kubernetes:metallb.io/v1beta1:BGPAdvertisement";

    public static IEnumerable<Found> In(PlanComparison comparison)
    {
        if (Learnt(comparison) is not var (resource, how) || DomainsOf.All(comparison) is not { IsEmpty: false } domains)
            return [];
        return [new Found(resource, $"{how}: each is away until the way to it is learnt anew, {Lengths.Some(ChangeTimes.Routes)}")
        {
            Subject = "All tenants' addresses",
            Affected = domains,
        }];
    }

    private static (PlannedResource Resource, string How)? Learnt(PlanComparison comparison)
    {
        if (Advertised(comparison, Layer2, Bgp) is { } begins)
            return (begins, "are announced to routers over BGP instead of to neighbours");
        if (Advertised(comparison, Bgp, Layer2) is { } ends)
            return (ends, "are announced to neighbours instead of to routers over BGP");
        var peers = comparison.Before.OfType(Peer).ToList();
        var touched = comparison.OfType(Peer).Select(change => change.Before?.Urn).ToHashSet();
        // One that stays as it is knows the way.
        return peers.Count > 0 && peers.All(peer => touched.Contains(peer.Urn))
            ? (peers[0], "are announced in new sessions with routers")
            : null;
    }

    private static PlannedResource? Advertised(PlanComparison comparison, string before, string after) =>
        comparison.OfType(before).Any(change => change.Kind == ChangeKind.Removed)
            ? comparison.OfType(after).Where(change => change.Kind == ChangeKind.Added).Select(change => change.After).FirstOrDefault()
            : null;
}
