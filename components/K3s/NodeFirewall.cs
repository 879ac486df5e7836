using System.Collections.Immutable;

namespace Infra.Components.K3s;

/// <summary>
/// What a node lets in, whatever stands before it: a table of nftables that nobody else writes to. It names no tenant's node, so that those
/// who come and go change no other. What the machine alone knows, the preparation adds (<c>Machines/Scripts/firewall.sh</c>).
/// </summary>
/// <remarks>Ports: https://docs.k3s.io/installation/requirements#networking; flannel's second one for WireGuard is that of IPv6.</remarks>
public sealed record NodeFirewall
{
    // From where the program came last: filled on the node.
    private static readonly AddressSet Program = new("program", [], Filled: true);

    /// <summary>Whether the node runs the control plane, and no tenant's pods.</summary>
    public required bool Server { get; init; }

    /// <summary>How nodes reach each other.</summary>
    public required NodeNetwork Network { get; init; }

    /// <summary>
    /// Addresses from which the control plane's servers come, IPv4 and IPv6. Empty where they are known only with the servers: then it is
    /// left to the provider's firewall who asks for the kubelet and etcd.
    /// </summary>
    public required ImmutableArray<string> Servers { get; init; }

    /// <summary>Ranges from which SSH and the API are reached; empty: from everywhere but the private network.</summary>
    public required ImmutableArray<string> Administrators { get; init; }

    /// <summary>Ranges from which the API alone is reached, besides. Default none.</summary>
    public ImmutableArray<string> ApiClients { get; init; } = [];

    /// <summary>Routers that peer with the node over BGP. Default none.</summary>
    public ImmutableArray<string> Routers { get; init; } = [];

    /// <summary>The table, for nft 0.9.4 and later (Debian 11); loaded, it takes the place of the one before in one step.</summary>
    public string Render()
    {
        // Each machine's command carries the text, so what explains it stands here.
        IEnumerable<string> lines =
        [
            "# docs/operations.md, The node's firewall",
            "table inet infra_firewall",
            "delete table inet infra_firewall",
            "table inet infra_firewall {",
            // Filled on the node: where its SSH server listens.
            "set ssh_ports { type inet_service; }",
            .. Sets.SelectMany(set => set.Definitions),
            .. VxlanOverIpv6 ? ["set peers6 { type ipv6_addr; }"] : (string[])[],
            // Before kube-proxy leads them to pods.
            .. Chain("node_ports", "type filter hook prerouting priority -150; policy accept;", NodePorts),
            // Pods' traffic to the provider's metadata. The host's own isn't forwarded.
            .. Chain("forward", "type filter hook forward priority -10; policy accept;", ["ip daddr 169.254.169.254 drop"]),
            // What is for the host itself: traffic for Services has been led to pods by now, and is forwarded.
            .. Chain("input", "type filter hook input priority -10; policy drop;", Input),
            // By addresses alone, established or not: so the program's own session shows at once whether its next one would get in.
            .. Chain("ssh", null, [.. Program.From("accept"), .. FromAdministrators(""), "drop"]),
            .. Server ? PlatformPods : [],
            .. Chain("pods", null, Pods),
            "}",
            "",
        ];
        return string.Join('\n', lines);
    }

    private AddressSet AdministratorSet => new("administrators", Administrators);

    private AddressSet ServerSet => new("servers", Servers);

    private AddressSet ApiClientSet => new("api_clients", ApiClients);

    private AddressSet RouterSet => new("routers", Routers);

    // In a private network of both families no range names the nodes' IPv6 addresses: each node learns them from flannel.
    private bool VxlanOverIpv6 => Network is { Private: true, DualStack: true };

    private IEnumerable<AddressSet> Sets => [Program, AdministratorSet, ServerSet, ApiClientSet, RouterSet];

    private static IEnumerable<string> NodePorts =>
    [
        "tcp dport @ssh_ports accept",
        "iifname != \"lo\" fib daddr type local ct state new meta l4proto { tcp, udp } th dport 30000-32767 drop",
    ];

    private IEnumerable<string> Input =>
    [
        "iifname \"lo\" accept",
        "include \"/etc/infra/firewall.d/*.nft\"",
        $"iifname \"cni0\" goto {(Server ? "platform_pods" : "pods")}",
        "iifname \"flannel*\" goto pods",
        .. Network.PodRange.Split(',').Select(range => $"{(range.Contains(':') ? "ip6" : "ip")} saddr {range} goto pods"),
        "tcp dport @ssh_ports goto ssh",
        "ct state established,related accept",
        "icmp type { echo-request, destination-unreachable, time-exceeded, parameter-problem } accept",
        "icmpv6 type { echo-request, destination-unreachable, packet-too-big, time-exceeded, parameter-problem } accept",
        "icmpv6 type { nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert, mld-listener-query } accept",
        "udp sport 67 udp dport 68 accept",
        "ip6 saddr fe80::/10 udp sport 547 udp dport 546 accept",
        .. Overlay,
        .. FromServers("10250", "9120, 10250"),
        .. Server ? FromServers("2379, 2380", "2379-2381").Concat(Api) : ["tcp dport { 80, 443 } accept"],
        .. RouterSet.From("tcp dport 179 accept"),
    ];

    // On servers, where no others are: cluster DNS asks the node's resolver; metrics are the kubelet's, the speaker's and etcd's.
    private static IEnumerable<string> PlatformPods => Chain("platform_pods", null,
    [
        "meta l4proto { tcp, udp } th dport 53 accept",
        "tcp dport { 2381, 6443, 9120, 10250 } accept",
        "goto pods",
    ]);

    // Answers, and what finds neighbours.
    private static IEnumerable<string> Pods =>
    [
        "ct state established,related accept",
        "icmpv6 type { nd-router-solicit, nd-neighbor-solicit, nd-neighbor-advert, mld-listener-report, mld2-listener-report } accept",
        "drop",
    ];

    private IEnumerable<string> Overlay => Network.Range is { } range
        ? [$"ip saddr {range} udp dport 8472 accept", .. VxlanOverIpv6 ? ["ip6 saddr @peers6 udp dport 8472 accept"] : (string[])[]]
        // To strangers WireGuard says nothing.
        : [Network.DualStack ? "udp dport { 51820, 51821 } accept" : "udp dport 51820 accept"];

    // It asks everybody for credentials. Nodes in public networks are in no range, so there it is all that stands before it here.
    private IEnumerable<string> Api => Network.Range is { } range
        ? [$"ip saddr {range} tcp dport 6443 accept", .. FromAdministrators("tcp dport 6443 "), .. ApiClientSet.From("tcp dport 6443 accept")]
        : ["tcp dport 6443 accept"];

    // Metrics of the speaker and etcd ask for no credentials, so they are for none but the servers.
    private IEnumerable<string> FromServers(string authenticated, string all) => Servers.Length > 0
        ? ServerSet.From($"tcp dport {{ {all} }} accept")
        : [$"tcp dport {{ {authenticated} }} accept"];

    private IEnumerable<string> FromAdministrators(string what) => (Administrators.Length, Network.Range) switch
    {
        (> 0, _) => AdministratorSet.From($"{what}accept"),
        (_, { } range) => [$"ip saddr != {range} {what}accept", $"meta nfproto ipv6 {what}accept"],
        _ => [$"{what}accept"],
    };

    private static IEnumerable<string> Chain(string name, string? hook, IEnumerable<string> rules) =>
        [$"chain {name} {{", .. hook is null ? [] : (string[])[hook], .. rules, "}"];
}
