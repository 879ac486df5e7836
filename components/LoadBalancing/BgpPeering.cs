using System.Collections.Immutable;

namespace Infra.Components.LoadBalancing;

/// <summary>How a cluster's speakers peer with the routers around it.</summary>
/// <param name="Asn">The cluster's own autonomous system number, 1 to 4294967294.</param>
/// <param name="Peers">The routers; at least one.</param>
public sealed record BgpPeering(long Asn, ImmutableArray<BgpRouter> Peers);

/// <summary>A router that the speakers peer with.</summary>
/// <param name="Address">Its IPv4 or IPv6 address.</param>
/// <param name="Asn">Its autonomous system number, 1 to 4294967294.</param>
public sealed record BgpRouter(string Address, long Asn);
