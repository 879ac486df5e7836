using System.Collections.Immutable;
using Infra.Components.Ingress;
using Infra.Components.K3s;
using Infra.Components.Kubernetes;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Components.Tenants;

/// <summary>A network policy of a tenant's namespace.</summary>
/// <param name="Name">Its name in the namespace.</param>
/// <param name="Spec">What it says.</param>
internal sealed record TenantNetworkPolicy(string Name, NetworkPolicySpecArgs Spec);

/// <summary>Network policies of a tenant's namespace: the openings that a hosted application needs, and nothing else.</summary>
internal static class TenantNetworkPolicies
{
    private const int DnsPort = 53;
    private const int ApiPort = 6443;

    /// <summary>
    /// Addresses that are no public Internet: private networks (RFC 1918), carrier-grade NAT (RFC 6598), link-local with the
    /// cloud's metadata service (RFC 3927), loopback.
    /// </summary>
    private static readonly ImmutableArray<string> NotInternetIpv4 =
        ["10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"];

    /// <summary>The same for IPv6: unique local (RFC 4193) and link-local (RFC 4291).</summary>
    private static readonly ImmutableArray<string> NotInternetIpv6 = ["fc00::/7", "fe80::/10"];

    /// <summary>The policies.</summary>
    /// <param name="tenant">The tenant, whose control plane no pod but the ingress controller reaches.</param>
    /// <param name="hasController">Whether the ingress controller runs in the namespace.</param>
    public static IEnumerable<TenantNetworkPolicy> Build(TenantArgs tenant, bool hasController) =>
    [
        new("allow", Allow(tenant)),
        .. hasController ? [new TenantNetworkPolicy("ingress", Ingress(tenant.Ingress, Ranges(tenant.ControlPlane.ApiAddresses)))]
            : ImmutableArray<TenantNetworkPolicy>.Empty,
    ];

    /// <summary>The ranges that no policy of a tenant's may open: what isn't the Internet, and the control plane.</summary>
    public static Output<ImmutableArray<string>> ClosedRanges(ControlPlaneComponent controlPlane) =>
        Output.All(Ranges(controlPlane.Addresses)).Apply(servers => ImmutableArray.Create(
            [.. NotInternetIpv4, .. servers, .. NotInternetIpv6, .. Ipv6Ranges(controlPlane)]));

    /// <summary>
    /// All pods: the tenant's others, the cluster's DNS, and the Internet without the control plane. As it selects all pods for both
    /// directions, what neither it nor another policy allows is closed.
    /// </summary>
    private static NetworkPolicySpecArgs Allow(TenantArgs tenant) => new()
    {
        PodSelector = new LabelSelectorArgs(),
        PolicyTypes = { "Ingress", "Egress" },
        Ingress = new NetworkPolicyIngressRuleArgs { From = OwnPods(tenant) },
        Egress =
        {
            new NetworkPolicyEgressRuleArgs { To = OwnPods(tenant) },
            new NetworkPolicyEgressRuleArgs { To = ClusterDns(), Ports = { Port("UDP", DnsPort), Port("TCP", DnsPort) } },
            new NetworkPolicyEgressRuleArgs
            {
                To =
                {
                    Internet("0.0.0.0/0", NotInternetIpv4, Ranges(tenant.ControlPlane.Addresses)),
                    Internet("::/0", [.. NotInternetIpv6, .. Ipv6Ranges(tenant.ControlPlane)], []),
                },
            },
        },
    };

    /// <summary>The ingress controller: clients from everywhere on its two ports, and the Kubernetes API, which it watches.</summary>
    private static NetworkPolicySpecArgs Ingress(IngressController controller, ImmutableArray<Output<string>> api) => new()
    {
        PodSelector = new LabelSelectorArgs { MatchLabels = { { "app.kubernetes.io/name", controller.PodName } } },
        PolicyTypes = { "Ingress", "Egress" },
        Ingress = new NetworkPolicyIngressRuleArgs { Ports = { Port("TCP", controller.HttpPort), Port("TCP", controller.HttpsPort) } },
        Egress = new NetworkPolicyEgressRuleArgs
        {
            To = api.Select(Peer).ToArray(),
            Ports = Port("TCP", ApiPort),
        },
    };

    private static ImmutableArray<Output<string>> Ranges(ImmutableArray<Output<string>> addresses) =>
        [.. addresses.Select(address => address.Apply(ip => $"{ip}/32"))];

    private static IEnumerable<string> Ipv6Ranges(ControlPlaneComponent controlPlane) =>
        controlPlane.Ipv6Addresses.Select(ip => $"{ip}/128");

    private static Input<NetworkPolicyPeerArgs> Peer(Output<string> range) =>
        new NetworkPolicyPeerArgs { IpBlock = new IPBlockArgs { Cidr = range } };

    /// <summary>
    /// The tenant's pods: what is kept apart are tenants. Its namespaces share node and ingress controller, and whoever works in one works
    /// in all of them.
    /// </summary>
    private static NetworkPolicyPeerArgs OwnPods(TenantArgs tenant) => tenant.Namespaces.IsEmpty
        ? new NetworkPolicyPeerArgs { PodSelector = new LabelSelectorArgs() }
        : new NetworkPolicyPeerArgs
        {
            NamespaceSelector = new LabelSelectorArgs { MatchLabels = { { TenantLabels.OwnerKey, tenant.Name } } },
        };

    private static NetworkPolicyPeerArgs ClusterDns() => new()
    {
        NamespaceSelector = new LabelSelectorArgs { MatchLabels = { { "kubernetes.io/metadata.name", "kube-system" } } },
        PodSelector = new LabelSelectorArgs { MatchLabels = { { "k8s-app", "kube-dns" } } },
    };

    private static NetworkPolicyPeerArgs Internet(string all, ImmutableArray<string> exceptions, ImmutableArray<Output<string>> more)
    {
        var block = new IPBlockArgs { Cidr = all };
        foreach (var exception in exceptions)
            block.Except.Add(exception);
        foreach (var range in more)
            block.Except.Add(range);
        return new NetworkPolicyPeerArgs { IpBlock = block };
    }

    private static NetworkPolicyPortArgs Port(string protocol, int port) => new() { Protocol = protocol, Port = port };
}
