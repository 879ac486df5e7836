using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>Address ranges, each by itself, and what the kind of network asks for.</summary>
internal static class NetworkRules
{
    private const int ShortestPrefix = 8;
    private const int LongestPrefix = 24;

    private static readonly ImmutableArray<IPNetwork> Private =
        [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16")];

    private static readonly ImmutableArray<(IPNetwork Range, string Use)> K3sRanges =
        [(IPNetwork.Parse("10.42.0.0/16"), "pods"), (IPNetwork.Parse("10.43.0.0/16"), "Services")];

    public static Complaint? Type(string text) => Section.NotAmong(text, ["private", "public"]);

    public static Complaint? Cidr(string text) => Rules.Cidr.TryParse(text) is not null
        ? null
        : new Complaint(
            "must be an address range in CIDR notation, with no bit set after the prefix",
            Rules.Cidr.Mend(text) is { } mended ? $"try '{mended}'" : "write it like 203.0.113.0/24");

    public static Complaint? PrivateRange(string text)
    {
        if (Cidr(text) is { } complaint) return complaint;
        var range = Rules.Cidr.Parse(text);
        if (range.BaseAddress.AddressFamily is not AddressFamily.InterNetwork)
            return new Complaint("must be an IPv4 range", "use one such as 10.0.0.0/16");
        if (!Private.Any(block => block.PrefixLength <= range.PrefixLength && block.Contains(range.BaseAddress)))
            return new Complaint("must lie within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 (RFC 1918)", "use one such as 10.0.0.0/16");
        if (range.PrefixLength is < ShortestPrefix or > LongestPrefix)
            return new Complaint($"must be a /{ShortestPrefix} to /{LongestPrefix}", "use one such as 10.0.0.0/16");
        return OverlapWithK3s(range) is { } overlap ? new Complaint(overlap, "use one such as 10.0.0.0/16") : null;
    }

    public static string? OverlapWithK3s(IPNetwork range) => K3sRanges
        .Where(own => Rules.Cidr.Overlap(range, own.Range))
        .Select(own => $"must not overlap {own.Range}, which K3s uses for {own.Use}")
        .FirstOrDefault();

    public static IEnumerable<Finding> RangeNeedsPrivateNetwork(SettingsDraft draft)
    {
        var network = draft.Cluster.Network;
        if (network.IsPublic && network.Range.IsGiven)
            yield return new Finding(network.Range.Place, "needs a private network", "remove it, or set 'type: private'");
    }
}
