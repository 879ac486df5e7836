using System.Net;
using System.Net.Sockets;

namespace Infra.Components.Grammars;

/// <summary>
/// An IPv4 address that a machine can have: neither unspecified nor multicast nor reserved, and no number has leading zeros.
/// </summary>
public class Ipv4Address : PatternGrammar
{
    /// <summary>A number of an IPv4 address.</summary>
    public const string Byte = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

    /// <summary>With what is said about any address.</summary>
    public Ipv4Address()
        : this("must be an IPv4 address of a machine", "write it like 203.0.113.10")
    {
    }

    /// <summary>With what is said about a special one.</summary>
    protected Ipv4Address(string rule, string fix)
        : base("IPv4 address", $@"(22[0-3]|2[01][0-9]|1[0-9][0-9]|[1-9][0-9]?)(\.{Byte}){{3}}", rule, fix)
    {
    }
}

/// <summary>The IPv4 address at which a machine is reached.</summary>
public sealed class HostAddress() : Ipv4Address(
    "must be the machine's IPv4 address", "write it like 203.0.113.10; names are not looked up");

/// <summary>An IPv6 address that a machine can have, without a zone; what it means is its canonical text (RFC 5952).</summary>
public sealed class Ipv6Address : Grammar
{
    /// <inheritdoc />
    public override string Word => "IPv6 address";

    /// <inheritdoc />
    public override string Pattern => "(?=.*:.*:)[0-9A-Fa-f:.]{2,45}";

    /// <inheritdoc />
    public override Complaint? Check(string text) =>
        Read(text) is { } address && !address.IsIPv6Multicast && !address.Equals(IPAddress.IPv6Any)
            ? null
            : new Complaint("must be an IPv6 address of a machine", "write it like 2001:db8::10");

    /// <inheritdoc />
    public override object Meaning(string text) => Read(text)!.ToString();

    /// <summary>The address, without brackets, zone or an IPv4 address in disguise; null when the text is none.</summary>
    public static IPAddress? Read(string text) =>
        !text.Contains('%') && !text.Contains('[') && IPAddress.TryParse(text, out var address)
        && address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? address
            : null;
}

/// <summary>An address of either family.</summary>
public sealed class AnyAddress() : Alternatives(
    "IP address", "must be an IPv4 or IPv6 address", "write it like 203.0.113.10 or 2001:db8::10", new Ipv4Address(), new Ipv6Address());

/// <summary>A host name or an address.</summary>
public sealed class NameOrAddress() : Alternatives(
    "host name or IP address", "must be a host name or an IP address", "write it like k8s.example.com or 203.0.113.10",
    new HostName(), new AnyAddress());
