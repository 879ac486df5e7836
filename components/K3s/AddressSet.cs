using System.Collections.Immutable;

namespace Infra.Components.K3s;

/// <summary>Addresses and ranges under one name in nftables, where IPv4 and IPv6 stand in sets of their own.</summary>
/// <param name="Name">Name of the set; that of IPv6 ends with 6.</param>
/// <param name="Addresses">What is in it from the beginning.</param>
/// <param name="Filled">
/// Whether both families are there in any case, such as for what comes on the node. Default false: one without addresses has no set.
/// </param>
internal sealed record AddressSet(string Name, ImmutableArray<string> Addresses, bool Filled = false)
{
    private (string Set, string Type, string Match, ImmutableArray<string> Elements)[] Families =>
    [
        (Name, "ipv4_addr", "ip", [.. Addresses.Where(address => !address.Contains(':'))]),
        ($"{Name}6", "ipv6_addr", "ip6", [.. Addresses.Where(address => address.Contains(':'))]),
    ];

    /// <summary>The sets.</summary>
    public IEnumerable<string> Definitions =>
        from family in Families
        where Filled || family.Elements.Length > 0
        // People's ranges may overlap. One a line, so that a preview shows which one comes or goes.
        let elements = family.Elements.Length > 0
            ? $" flags interval; auto-merge; elements = {{\n{string.Join(",\n", family.Elements)}\n}};"
            : ""
        select $"set {family.Set} {{ type {family.Type};{elements} }}";

    /// <summary>What is said of traffic that comes from there.</summary>
    /// <param name="rule">The rest of the rule.</param>
    public IEnumerable<string> From(string rule) => Where("saddr", rule);

    /// <summary>What is said of traffic that goes there.</summary>
    /// <param name="rule">The rest of the rule.</param>
    public IEnumerable<string> To(string rule) => Where("daddr", rule);

    private IEnumerable<string> Where(string address, string rule) =>
        from family in Families
        where Filled || family.Elements.Length > 0
        select $"{family.Match} {address} @{family.Set} {rule}";
}
