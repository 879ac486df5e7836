using System.Collections.Immutable;
using Infra.Components.Ingress;
using Infra.Components.K3s;
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
    /// <param name="controller">The tenant's ingress controller.</param>
    /// <param name="controlPlane">The control plane, which no pod but the ingress controller reaches.</param>
    public static IEnumerable<TenantNetworkPolicy> Build(IngressController controller, ControlPlaneComponent controlPlane) =>
    [
        new("allow", Allow(Ranges(controlPlane.Addresses), [.. NotInternetIpv6, .. Ipv6Ranges(controlPlane)])),
        new("ingress", Ingress(controller, Ranges(controlPlane.ApiAddresses))),
    ];

    /// <summary>The ranges that no policy of a tenant's may open: what isn't the Internet, and the control plane.</summary>
    public static Output<ImmutableArray<string>> ClosedRanges(ControlPlaneComponent controlPlane) =>
        Output.All(Ranges(controlPlane.Addresses)).Apply(servers => ImmutableArray.Create(
            [.. NotInternetIpv4, .. servers, .. NotInternetIpv6, .. Ipv6Ranges(controlPlane)]));

    /// <summary>
    /// All pods: each other, the cluster's DNS, and the Internet without the control plane. As it selects all pods for both directions,
    /// what neither it nor another policy allows is closed.
    /// </summary>
    private static NetworkPolicySpecArgs Allow(ImmutableArray<Output<string>> controlPlane, ImmutableArray<string> notInternetIpv6) => new()
    {
        PodSelector = new LabelSelectorArgs(),
        PolicyTypes = { "Ingress", "Egress" },
        Ingress = new NetworkPolicyIngressRuleArgs { From = SameNamespace() },
        Egress =
        {
            new NetworkPolicyEgressRuleArgs { To = SameNamespace() },
            new NetworkPolicyEgressRuleArgs { To = ClusterDns(), Ports = { Port("UDP", DnsPort), Port("TCP", DnsPort) } },
            new NetworkPolicyEgressRuleArgs
            {
                To = { Internet("0.0.0.0/0", NotInternetIpv4, controlPlane), Internet("::/0", notInternetIpv6, []) },
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

    private static NetworkPolicyPeerArgs SameNamespace() => new() { PodSelector = new LabelSelectorArgs() };

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
