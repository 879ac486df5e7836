using System.Net;
using System.Text.RegularExpressions;

namespace Infra.Tests.Planning;

/// <summary>What the text of a node's own firewall says of a packet, as far as a machine's own command decides it.</summary>
internal sealed partial class NodeRules(string text)
{
    private readonly ILookup<string, IPNetwork> _sets = Sets().Matches(text)
        .SelectMany(set => Elements(set).Select(element => (Name: set.Groups["name"].Value, element)))
        .ToLookup(pair => pair.Name, pair => pair.element);

    /// <summary>Whether the overlay or the cluster's ports take what a sender begins; the first rule that fits decides.</summary>
    public bool Accepts(string protocol, int port, string from)
    {
        foreach (var rule in Chain("overlay").Concat(Chain("cluster")))
        {
            var parts = Rules().Match(rule);
            if (!parts.Success) throw new FormatException($"no rule that this reads: {rule}");
            if (Fits(parts, protocol, port, IPAddress.Parse(from))) return parts.Groups["verdict"].Value == "accept";
        }

        return false;
    }

    private IEnumerable<string> Chain(string name) => text.Split('\n')
        .SkipWhile(line => line != $"chain {name} {{").Skip(1).TakeWhile(line => line != "}");

    private bool Fits(Match rule, string protocol, int port, IPAddress from) =>
        (!rule.Groups["protocol"].Success || rule.Groups["protocol"].Value == protocol)
        && (!rule.Groups["ports"].Success || Ports(rule.Groups["ports"].Value).Any(range => range.First <= port && port <= range.Last))
        && Comes(rule, from);

    private bool Comes(Match rule, IPAddress from)
    {
        var isIpv6 = from.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6;
        if (rule.Groups["family"].Success && (rule.Groups["family"].Value != "ip") != isIpv6) return false;
        if (!rule.Groups["source"].Success) return true;
        var source = rule.Groups["source"].Value;
        var ranges = source[0] == '@' ? _sets[source[1..]] : [Range(source)];
        return ranges.Any(range => range.Contains(from)) != rule.Groups["not"].Success;
    }

    private static IEnumerable<(int First, int Last)> Ports(string ports) => ports.Trim('{', '}', ' ').Split(", ").Select(part =>
    {
        var ends = part.Split('-').Select(int.Parse).ToArray();
        return (ends[0], ends[^1]);
    });

    private static IEnumerable<IPNetwork> Elements(Match set) => set.Groups["elements"].Value
        .Split([',', '\n', ' '], StringSplitOptions.RemoveEmptyEntries).Select(Range);

    private static IPNetwork Range(string text) =>
        text.Contains('/') ? IPNetwork.Parse(text) : IPNetwork.Parse($"{text}/{(text.Contains(':') ? 128 : 32)}");

    [GeneratedRegex(@"set (?<name>\w+) \{ type \w+;(?: flags interval; auto-merge; elements = \{(?<elements>[^}]*)\};)? \}")]
    private static partial Regex Sets();

    [GeneratedRegex(
        @"^(?:(?<family>ip6?) saddr (?<not>!= )?(?<source>\S+) |meta nfproto (?<family>ipv6) )?"
        + @"(?:(?<protocol>tcp|udp) dport (?<ports>\{[^}]*\}|\d+) )?(?<verdict>accept|drop)$")]
    private static partial Regex Rules();
}
