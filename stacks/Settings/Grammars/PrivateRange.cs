using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Infra.Components.Grammars;

namespace Infra.Stacks.Settings.Grammars;

/// <summary>The range of a private network, clear of those that K3s takes for itself.</summary>
internal sealed class PrivateRange : Cidr
{
    private const int ShortestPrefix = 8;
    private const int LongestPrefix = 24;

    private static readonly ImmutableArray<IPNetwork> Private =
        [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16")];

    public override string Word => "IPv4 range";

    public override string? Rules =>
        $"RFC 1918, /{ShortestPrefix} to /{LongestPrefix}, no host bits, "
        + $"clear of {string.Join(" and ", SpecialRange.OfCluster.Select(own => own.Range).Where(IsIpv4))}";

    public override string Pattern =>
        @"(10\.|172\.(1[6-9]|2[0-9]|3[01])\.|192\.168\.)[0-9.]+/"
        + $"({string.Join('|', Enumerable.Range(ShortestPrefix, LongestPrefix - ShortestPrefix + 1))})";

    public override Complaint? Check(string text)
    {
        if (base.Check(text) is { } complaint) return complaint;
        var range = IPNetwork.Parse(text);
        return Rule(range) is { } rule ? new Complaint(rule, "use one such as 10.0.0.0/16") : null;
    }

    /// <summary>What is wrong with a range that K3s uses; null when it uses no address of it.</summary>
    public static string? OverlapWithK3s(IPNetwork range) => SpecialRange.OfCluster
        .Where(own => Overlap(range, own.Range))
        .Select(own => $"must not overlap {own.Range}, which {own.Use}")
        .FirstOrDefault();

    private static bool IsIpv4(IPNetwork range) => range.BaseAddress.AddressFamily is AddressFamily.InterNetwork;

    private static string? Rule(IPNetwork range)
    {
        if (!IsIpv4(range)) return "must be an IPv4 range";
        if (!Private.Any(block => block.PrefixLength <= range.PrefixLength && block.Contains(range.BaseAddress)))
            return $"must lie within {Wording.Or([.. Private.Select(block => block.ToString())])} (RFC 1918)";
        return range.PrefixLength is < ShortestPrefix or > LongestPrefix
            ? $"must be a /{ShortestPrefix} to /{LongestPrefix}"
            : OverlapWithK3s(range);
    }
}
