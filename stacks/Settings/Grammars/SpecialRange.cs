using System.Collections.Immutable;
using System.Net;
using Infra.Components.K3s;

namespace Infra.Stacks.Settings.Grammars;

/// <summary>A range in which no machine and no router has its address.</summary>
/// <param name="Range">The range.</param>
/// <param name="Use">What it is there for: the rest of a sentence that begins with <c>which</c>.</param>
internal sealed record SpecialRange(IPNetwork Range, string Use)
{
    private const string Loopback = "each machine keeps for itself (loopback)";
    private const string LinkLocal = "no router leads to (link-local)";

    /// <summary>The ranges that the cluster takes for itself. Two networks of the same addresses don't reach each other.</summary>
    public static ImmutableArray<SpecialRange> OfCluster { get; } =
    [
        .. NodeNetwork.PodRanges.Select(range => new SpecialRange(IPNetwork.Parse(range), "K3s uses for pods")),
        .. NodeNetwork.ServiceRanges.Select(range => new SpecialRange(IPNetwork.Parse(range), "K3s uses for Services")),
    ];

    /// <summary>
    /// All of them, with those that have a meaning of their own everywhere (RFC 6890) as far as grammars of addresses let them pass.
    /// </summary>
    public static ImmutableArray<SpecialRange> All { get; } =
    [
        .. OfCluster,
        new(IPNetwork.Parse("127.0.0.0/8"), Loopback),
        new(IPNetwork.Parse("::1/128"), Loopback),
        new(IPNetwork.Parse("169.254.0.0/16"), LinkLocal),
        new(IPNetwork.Parse("fe80::/10"), LinkLocal),
    ];

    /// <summary>The range that an address lies in; null: it can be a machine's.</summary>
    public static SpecialRange? Of(IPAddress address) => All.FirstOrDefault(special => special.Range.Contains(address));
}
