using System.Collections.Immutable;

namespace Infra.Components.K3s;

/// <summary>How pods reach pods on other nodes.</summary>
/// <param name="Range">
/// The private network's range, over which nodes then talk (VXLAN). Null: they talk over their public addresses, encrypted with WireGuard.
/// </param>
/// <param name="DualStack">Whether pods and Services get IPv6 addresses beside IPv4 ones.</param>
public sealed record NodeNetwork(string? Range, bool DualStack)
{
    private const string PodsIpv4 = "10.42.0.0/16";
    private const string ServicesIpv4 = "10.43.0.0/16";

    // Unique local addresses (RFC 4193); K3s takes a service range of /112 at most.
    private const string PodsIpv6 = "fd42:6b33:7300::/56";
    private const string ServicesIpv6 = "fd43:6b33:7300::/112";

    /// <summary>Ranges of the pods' addresses, the second one in dual-stack networks alone.</summary>
    public static ImmutableArray<string> PodRanges { get; } = [PodsIpv4, PodsIpv6];

    /// <summary>Ranges of the Services' addresses, the second one in dual-stack networks alone.</summary>
    public static ImmutableArray<string> ServiceRanges { get; } = [ServicesIpv4, ServicesIpv6];

    /// <summary>
    /// Addresses of the cluster's DNS: the tenth of each range of Services (K3s 1.36: <c>pkg/cli/server/server.go</c>), the second one in
    /// dual-stack networks alone.
    /// </summary>
    internal static ImmutableArray<string> ClusterDns { get; } = ["10.43.0.10", "fd43:6b33:7300::a"];

    /// <summary>Whether nodes talk over a private network.</summary>
    public bool Private => Range is not null;

    /// <summary>Flannel's backend.</summary>
    public string FlannelBackend => Private ? "vxlan" : "wireguard-native";

    /// <summary>Range of the pods' addresses; K3s's default for IPv4.</summary>
    public string PodRange => DualStack ? $"{PodsIpv4},{PodsIpv6}" : PodsIpv4;

    /// <summary>Range of the Services' addresses; K3s's default for IPv4.</summary>
    public string ServiceRange => DualStack ? $"{ServicesIpv4},{ServicesIpv6}" : ServicesIpv4;

    /// <summary>An IPv4 address and, in dual-stack networks, an IPv6 one, as K3s wants them.</summary>
    /// <exception cref="ArgumentException">The network is dual-stack and there is no IPv6 address.</exception>
    public string Addresses(string ipv4, string? ipv6) => (DualStack, ipv6) switch
    {
        (false, _) => ipv4,
        (true, not null) => $"{ipv4},{ipv6}",
        (true, null) => throw new ArgumentException($"the node {ipv4} needs an IPv6 address in a dual-stack network", nameof(ipv6)),
    };
}
