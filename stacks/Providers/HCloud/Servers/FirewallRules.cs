using System.Collections.Immutable;
using Pulumi;
using Pulumi.HCloud.Inputs;

namespace Infra.Stacks.Providers.HCloud.Servers;

/// <summary>
/// Inbound rules of the firewalls. What no rule lets in is dropped; traffic in a private network passes no firewall
/// (https://docs.hetzner.com/cloud/firewalls/faq).
/// </summary>
internal static class FirewallRules
{
    /// <summary>Every address.</summary>
    public static readonly ImmutableArray<string> Everywhere = ["0.0.0.0/0", "::/0"];

    /// <summary>Most sources in one rule (https://docs.hetzner.com/cloud/firewalls/overview).</summary>
    private const int MaxSources = 100;

    /// <summary>A rule for TCP.</summary>
    public static FirewallRuleArgs Tcp(string description, int port, ImmutableArray<string> sources) =>
        Rule("tcp", description, port, Inputs(sources));

    /// <summary>Rules for TCP that let ranges in, as many as their number asks for; none if there is no range.</summary>
    public static IEnumerable<FirewallRuleArgs> FromRanges(string description, int port, ImmutableArray<string> sources) =>
        sources.Chunk(MaxSources).Select(chunk => Tcp(description, port, [.. chunk]));

    /// <summary>A rule for UDP.</summary>
    public static FirewallRuleArgs Udp(string description, int port, ImmutableArray<string> sources) =>
        Rule("udp", description, port, Inputs(sources));

    /// <summary>A rule for ping and path MTU discovery.</summary>
    public static FirewallRuleArgs Icmp(ImmutableArray<string> sources) => new()
    {
        Description = "ICMP",
        Direction = "in",
        Protocol = "icmp",
        SourceIps = Inputs(sources),
    };

    /// <summary>Rules that let single addresses in, as many as their number asks for.</summary>
    public static IEnumerable<FirewallRuleArgs> FromNodes(
        string protocol, string description, int port, IEnumerable<Output<string>> addresses) =>
        addresses.Chunk(MaxSources).Select(chunk =>
            Rule(protocol, description, port, chunk.Select(address => (Input<string>)address.Apply(ip => $"{ip}/32")).ToArray()));

    private static FirewallRuleArgs Rule(string protocol, string description, int port, Input<string>[] sources) => new()
    {
        Description = description,
        Direction = "in",
        Protocol = protocol,
        Port = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        SourceIps = sources,
    };

    private static Input<string>[] Inputs(ImmutableArray<string> sources) => [.. sources.Select(source => (Input<string>)source)];
}
