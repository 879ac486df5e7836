using Infra.Components.Kubernetes;

namespace Infra.Components.LoadBalancing;

/// <summary>Specs of MetalLB's custom resources, which bind one address to one tenant's node.</summary>
public static class Announcements
{
    /// <summary>API group and version of pools and advertisements.</summary>
    public const string ApiVersion = "metallb.io/v1beta1";

    /// <summary>API group and version of BGP peers.</summary>
    public const string PeerApiVersion = "metallb.io/v1beta2";

    /// <summary>Namespace that MetalLB reads its objects from.</summary>
    public const string Namespace = "metallb-system";

    /// <summary>The annotation with which a Service asks for a pool.</summary>
    public const string PoolAnnotation = "metallb.io/address-pool";

    /// <summary>An address as the range of one that a pool holds: /32, or /128 for IPv6.</summary>
    public static string SingleAddress(string address) => address.Contains(':') ? $"{address}/128" : $"{address}/32";

    /// <summary>Spec of a pool of one address for Services of one namespace, named: a selector that matches nothing lets all in.</summary>
    public static Values Pool(Pulumi.Output<string> address, string tenantNamespace) => new()
    {
        ["addresses"] = new object[] { address.Apply(SingleAddress) },
        ["autoAssign"] = false,
        ["serviceAllocation"] = new Values { ["namespaces"] = new object[] { tenantNamespace } },
    };

    /// <summary>Spec of an announcement (layer 2 or BGP) of one pool by one tenant's node.</summary>
    public static Values Advertisement(string pool, string tenant) => new()
    {
        ["ipAddressPools"] = new object[] { pool },
        ["nodeSelectors"] = new object[] { new Values { ["matchLabels"] = Placement.TenantSelector(tenant) } },
    };

    /// <summary>Spec of a session with a router, held by the tenants' nodes.</summary>
    public static Values Peer(long asn, BgpRouter router) => new()
    {
        // Pulumi takes no 64-bit integers; a double holds every such number exactly.
        ["myASN"] = (double)asn,
        ["peerASN"] = (double)router.Asn,
        ["peerAddress"] = router.Address,
        ["nodeSelectors"] = new object[]
        {
            new Values
            {
                ["matchExpressions"] = new object[] { new Values { ["key"] = TenantLabels.NodeKey, ["operator"] = "Exists" } },
            },
        },
    };
}
