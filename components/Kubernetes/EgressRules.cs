using System.Collections.Immutable;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Components.Kubernetes;

/// <summary>Where network policies let pods out to: the cluster's DNS, its API, and the Internet, which is neither.</summary>
internal static class EgressRules
{
    /// <summary>
    /// Addresses that are no public Internet: private networks (RFC 1918), carrier-grade NAT (RFC 6598), link-local with the
    /// cloud's metadata service (RFC 3927), loopback.
    /// </summary>
    private static readonly ImmutableArray<string> NotInternetIpv4 =
        ["10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"];

    /// <summary>The same for IPv6: unique local (RFC 4193) and link-local (RFC 4291).</summary>
    private static readonly ImmutableArray<string> NotInternetIpv6 = ["fc00::/7", "fe80::/10"];

    /// <summary>The ranges that <see cref="Internet"/> leaves out.</summary>
    /// <param name="servers">All addresses of the servers.</param>
    /// <param name="serversIpv6">Their IPv6 addresses.</param>
    public static Output<ImmutableArray<string>> ClosedRanges(
        ImmutableArray<Output<string>> servers, ImmutableArray<string> serversIpv6) =>
        Output.All(Ranges(servers)).Apply(ranges => ImmutableArray.Create([.. NotInternetIpv4, .. ranges, .. ClosedIpv6(serversIpv6)]));

    /// <summary>The Internet: what is neither private nor a server's.</summary>
    /// <param name="servers">All addresses of the servers.</param>
    /// <param name="serversIpv6">Their IPv6 addresses.</param>
    /// <param name="ports">At which ports of TCP; none: at all, whatever the protocol.</param>
    public static NetworkPolicyEgressRuleArgs Internet(
        ImmutableArray<Output<string>> servers, ImmutableArray<string> serversIpv6, params ImmutableArray<int> ports)
    {
        var rule = new NetworkPolicyEgressRuleArgs
        {
            To = { AllBut("0.0.0.0/0", NotInternetIpv4, Ranges(servers)), AllBut("::/0", ClosedIpv6(serversIpv6), []) },
        };
        foreach (var port in ports)
            rule.Ports.Add(NetworkPorts.Tcp(port));
        return rule;
    }

    /// <summary>The cluster's DNS.</summary>
    public static NetworkPolicyEgressRuleArgs ClusterDns() => new()
    {
        To = new NetworkPolicyPeerArgs
        {
            NamespaceSelector = new LabelSelectorArgs { MatchLabels = { { "kubernetes.io/metadata.name", "kube-system" } } },
            PodSelector = new LabelSelectorArgs { MatchLabels = { { "k8s-app", "kube-dns" } } },
        },
        Ports = { NetworkPorts.Udp(NetworkPorts.Dns), NetworkPorts.Tcp(NetworkPorts.Dns) },
    };

    /// <summary>The Kubernetes API.</summary>
    /// <param name="servers">The addresses at which pods reach it.</param>
    public static NetworkPolicyEgressRuleArgs Api(ImmutableArray<Output<string>> servers) => new()
    {
        To = Ranges(servers).Select(Peer).ToArray(),
        Ports = NetworkPorts.Tcp(NetworkPorts.Api),
    };

    private static ImmutableArray<Output<string>> Ranges(ImmutableArray<Output<string>> addresses) =>
        [.. addresses.Select(address => address.Apply(ip => $"{ip}/32"))];

    private static ImmutableArray<string> ClosedIpv6(ImmutableArray<string> servers) =>
        [.. NotInternetIpv6, .. servers.Select(ip => $"{ip}/128")];

    private static Input<NetworkPolicyPeerArgs> Peer(Output<string> range) =>
        new NetworkPolicyPeerArgs { IpBlock = new IPBlockArgs { Cidr = range } };

    private static NetworkPolicyPeerArgs AllBut(string all, ImmutableArray<string> exceptions, ImmutableArray<Output<string>> more)
    {
        var block = new IPBlockArgs { Cidr = all };
        foreach (var exception in exceptions)
            block.Except.Add(exception);
        foreach (var range in more)
            block.Except.Add(range);
        return new NetworkPolicyPeerArgs { IpBlock = block };
    }
}
