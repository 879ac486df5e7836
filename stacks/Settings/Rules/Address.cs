using System.Net;
using System.Net.Sockets;

namespace Infra.Stacks.Settings.Rules;

/// <summary>IP addresses as people write them; stricter than the framework, which takes <c>10.1</c> and <c>010.0.0.1</c>.</summary>
internal static class Address
{
    public static IPAddress? Parse(string text) => ParseIpv4(text) ?? ParseIpv6(text);

    public static IPAddress? ParseIpv4(string text) =>
        IPAddress.TryParse(text, out var address) && address.AddressFamily is AddressFamily.InterNetwork && address.ToString() == text
            ? address
            : null;

    public static IPAddress? ParseIpv6(string text) =>
        !text.Contains('%') && !text.Contains('[') && IPAddress.TryParse(text, out var address)
        && address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? address
            : null;

    /// <summary>An address as everybody writes it (RFC 5952); a text that is none, such as a name, as it is.</summary>
    public static string Canonical(string text) => Parse(text)?.ToString() ?? text;

    /// <summary>Whether a machine can have the address: neither unspecified nor multicast nor reserved.</summary>
    public static bool IsUnicast(IPAddress address) => address.AddressFamily is AddressFamily.InterNetwork
        ? address.GetAddressBytes()[0] is > 0 and < 224
        : !address.IsIPv6Multicast && !address.Equals(IPAddress.IPv6Any);
}
