using System.Net;
using System.Net.Sockets;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>What addresses look like.</summary>
internal static class AddressRules
{
    public static Complaint? Ipv4(string text) => Address.ParseIpv4(text) is { } address && Address.IsUnicast(address)
        ? null
        : new Complaint("must be an IPv4 address of a machine", "write it like 203.0.113.10");

    public static Complaint? Ipv6(string text) => Address.ParseIpv6(text) is { } address && Address.IsUnicast(address)
        ? null
        : new Complaint("must be an IPv6 address of a machine", "write it like 2001:db8::10");

    public static Complaint? Any(string text) => Address.Parse(text) is { } address && Address.IsUnicast(address)
        ? null
        : new Complaint("must be an IPv4 or IPv6 address", "write it like 203.0.113.10 or 2001:db8::10");

    public static Complaint? HostAddress(string text) => Ipv4(text) is null
        ? null
        : new Complaint("must be the machine's IPv4 address", "write it like 203.0.113.10; names are not looked up");

    public static Complaint? NameOrAddress(string text) =>
        Any(text) is null || DomainName.IsHostName(text)
            ? null
            : new Complaint("must be a host name or an IP address", "write it like k8s.example.com or 203.0.113.10");

    public static Complaint? TenantAddress(string text)
    {
        if (text is "primary" or "floating" || Any(text) is null) return null;
        var nearest = NearestWord.Among(text, ["primary", "floating"]);
        return new Complaint(
            "must be primary, floating or an IP address",
            nearest is null ? "write one like 203.0.113.10, or leave it out for primary" : $"did you mean '{nearest}'?");
    }

    public static bool IsIpv6(string text) => IPAddress.TryParse(text, out var address)
        && address.AddressFamily is AddressFamily.InterNetworkV6;
}
