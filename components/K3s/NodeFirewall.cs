using System.Collections.Immutable;
using Infra.Components.Kubernetes;

namespace Infra.Components.K3s;

/// <summary>
/// What a node lets in, whatever stands before it: a table of nftables that nobody else writes to. A tenant's node names none but the
/// servers, so that tenants who come and go change no other's; servers name tenants' nodes where no range does. What every node has in
/// common is <c>Machines/Scripts/firewall.nft</c>; here is what differs. What the machine alone knows, the preparation adds.
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
    /// left to the provider's firewall who asks for the kubelet and etcd, and in public networks for the API and WireGuard.
    /// </summary>
    public required ImmutableArray<string> Servers { get; init; }

    /// <summary>
    /// Addresses from which tenants' nodes come to a server in a public network, where those of servers are known. Default none.
    /// </summary>
    public ImmutableArray<string> Agents { get; init; } = [];

    /// <summary>Ranges from which SSH and the API are reached; empty: from everywhere but the private network.</summary>
    public required ImmutableArray<string> Administrators { get; init; }

    /// <summary>Ranges from which the API alone is reached, besides. Default none.</summary>
    public ImmutableArray<string> ApiClients { get; init; } = [];

    /// <summary>Routers that peer with the node over BGP. Default none.</summary>
    public ImmutableArray<string> Routers { get; init; } = [];

    /// <summary>
    /// The table's sets and those of its chains that differ, for nft 0.9.4 and later (Debian 11). It begins by taking the table away, so
    /// that all together take the place of the one before in one step.
    /// </summary>
    public string Render()
    {
        IEnumerable<string> lines =
        [
            "table inet infra_firewall",
            "delete table inet infra_firewall",
            "table inet infra_firewall {",
            .. Sets.SelectMany(set => set.Definitions),
            .. Chain("local_pods", Server ? PlatformPods : []),
            // By addresses alone, established or not: so the program's own session shows at once whether its next one would get in.
            .. Chain("ssh", [.. Program.From("accept"), .. FromAdministrators(""), "drop"]),
            .. Chain("overlay", [.. Overlay, .. Server ? [] : new[] { "drop" }]),
            .. Chain("pods_out", Server ? [] : TenantPods),
            .. Chain("cluster",
            [
                .. FromServers("10250", "9120, 10250"),
                .. Server ? FromServers("2379, 2380", "2379-2381").Concat(Api) : ["tcp dport { 80, 443 } accept"],
                .. RouterSet.From("tcp dport 179 accept"),
            ]),
            "}",
            "",
        ];
        return string.Join('\n', lines);
    }

    private AddressSet PodSet => new("pods", [.. Network.PodRange.Split(',')], Filled: true);

    private AddressSet AdministratorSet => new("administrators", Administrators);

    private AddressSet ServerSet => new("servers", Servers);

    private AddressSet AgentSet => new("agents", Agents);

    private AddressSet ApiClientSet => new("api_clients", ApiClients);

    private AddressSet RouterSet => new("routers", Routers);

    // In a private network of both families no range names the nodes' IPv6 addresses: each node learns them from flannel.
    private bool VxlanOverIpv6 => Network is { Private: true, DualStack: true };

    private AddressSet PeerSet => new("peers", [], Filled: VxlanOverIpv6);

    private IEnumerable<AddressSet> Sets => [PodSet, Program, AdministratorSet, ServerSet, AgentSet, ApiClientSet, RouterSet, PeerSet];

    // On servers, where no others are: cluster DNS asks the node's resolver; metrics are the kubelet's, the speaker's and etcd's.
    private static IEnumerable<string> PlatformPods =>
        ["meta l4proto { tcp, udp } th dport 53 accept", "tcp dport { 2381, 6443, 9120, 10250 } accept"];

    // What a tenant's pods begin, towards other nodes: whatever network policies say, which a new pod doesn't have in its first moments,
    // and which leave alone what was begun then. Cluster DNS runs on servers. The API is left to policies: only the ingress controller has
    // a way there, and its packets look like those of any other pod of the node. That no tenant has a second node is assumed here.
    private IEnumerable<string> TenantPods =>
    [
        "oifname \"cni0\" accept",
        .. PodSet.To("meta l4proto { tcp, udp } th dport 53 accept"),
        .. PodSet.To("drop"),
        .. ServerSet.To($"tcp dport {NetworkPorts.Api} accept"),
        .. ServerSet.To("drop"),
        .. Network.Range is { } range ? PrivateNetwork(range) : [],
    ];

    private IEnumerable<string> PrivateNetwork(string range) =>
        Servers.Length > 0
            ? [$"ip daddr {range} drop"]
            : [$"ip daddr {range} tcp dport {NetworkPorts.Api} accept", $"ip daddr {range} drop"];

    private string OverlayPorts => Network switch
    {
        { Private: true } => "udp dport 8472",
        { DualStack: true } => "udp dport { 51820, 51821 }",
        _ => "udp dport 51820",
    };

    // Pods of a tenant's node talk to those of servers alone. Its flannel calls all nodes, again and again, and theirs call back: to
    // conntrack they'd be answers. So a tenant's node asks for addresses first. At a server, one that leaves may finish what it began.
    private IEnumerable<string> Overlay =>
        [.. FromNodes($"{OverlayPorts} accept"), .. VxlanOverIpv6 ? [$"ip6 saddr @peers6 {OverlayPorts} accept"] : (string[])[]];

    // It asks everybody for credentials; where addresses of nodes aren't known, that is all that stands before it here.
    private IEnumerable<string> Api => NodesAreKnown
        ?
        [
            .. FromNodes("tcp dport 6443 accept"), .. Program.From("tcp dport 6443 accept"), .. FromAdministrators("tcp dport 6443 "),
            .. ApiClientSet.From("tcp dport 6443 accept"),
        ]
        : ["tcp dport 6443 accept"];

    private bool NodesAreKnown => Network.Private || Servers.Length > 0;

    private IEnumerable<string> FromNodes(string rule) => (Network.Range, NodesAreKnown) switch
    {
        ({ } range, _) => [$"ip saddr {range} {rule}"],
        (_, true) => ServerSet.From(rule).Concat(AgentSet.From(rule)),
        _ => [rule],
    };

    // Metrics of etcd ask for no credentials, and the speaker's aren't for others either, though they ask for a token.
    private IEnumerable<string> FromServers(string authenticated, string all) => Servers.Length > 0
        ? ServerSet.From($"tcp dport {{ {all} }} accept")
        : [$"tcp dport {{ {authenticated} }} accept"];

    private IEnumerable<string> FromAdministrators(string what) => (Administrators.Length, Network.Range) switch
    {
        ( > 0, _) => AdministratorSet.From($"{what}accept"),
        (_, { } range) => [$"ip saddr != {range} {what}accept", $"meta nfproto ipv6 {what}accept"],
        _ => [$"{what}accept"],
    };

    private static IEnumerable<string> Chain(string name, IEnumerable<string> rules) => [$"chain {name} {{", .. rules, "}"];
}
