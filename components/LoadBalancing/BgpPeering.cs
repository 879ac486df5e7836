using System.Collections.Immutable;
using Infra.Components.Grammars;

namespace Infra.Components.LoadBalancing;

/// <summary>How a cluster's speakers peer with the routers around it.</summary>
public sealed record BgpPeering
{
    /// <summary>The cluster's own autonomous system number.</summary>
    [Changed(ChangeEffect.Interrupted, "every tenant for seconds, until sessions are there again", ChangeDanger.Outage)]
    [Form<AutonomousSystem>]
    [Setting(Missing = "give the cluster's own number, such as 64512")]
    public required long Asn { get; init; }

    /// <summary>The routers.</summary>
    [Changed(ChangeEffect.Interrupted, "every tenant for seconds, where the router was the only one", ChangeDanger.Outage)]
    [Setting(Missing = "list at least one router with 'address' and 'asn'")]
    public required ImmutableArray<BgpRouter> Peers { get; init; } = [];
}

/// <summary>A router that the speakers peer with.</summary>
public sealed record BgpRouter
{
    /// <summary>Its IPv4 or IPv6 address.</summary>
    [Changed(ChangeEffect.Interrupted, "every tenant for seconds, where the router is the only one", ChangeDanger.Outage)]
    [Form<AnyAddress>]
    [Setting(Missing = "give the router's address")]
    public required string Address { get; init; }

    /// <summary>Its autonomous system number.</summary>
    [Changed(ChangeEffect.Interrupted, "every tenant for seconds, where the router is the only one", ChangeDanger.Outage)]
    [Form<AutonomousSystem>]
    [Setting(Missing = "give the router's number, such as 64512")]
    public required long Asn { get; init; }
}
