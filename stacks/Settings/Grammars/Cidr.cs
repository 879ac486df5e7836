using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Infra.Components.Grammars;

namespace Infra.Stacks.Settings.Grammars;

/// <summary>An address range such as <c>10.0.0.0/16</c>.</summary>
internal class Cidr : Grammar
{
    private const string Rule = "must be an address range in CIDR notation, with no bit set after the prefix";
    private const string Fix = "write it like 203.0.113.0/24";

    public override string Word => "address range";

    public override string Pattern =>
        $@"{Ipv4Address.Byte}(\.{Ipv4Address.Byte}){{3}}/([12]?[0-9]|3[0-2])|{new Ipv6Address().Pattern}/([1-9]?[0-9]|1[01][0-9]|12[0-8])";

    public override Complaint? Check(string text)
    {
        if (Read(text) is { } range && Around(range.Address, range.Prefix).BaseAddress.Equals(range.Address)) return null;
        return Corrected(text) is { } corrected
            ? Complaint.Proposing(Rule, "try '{0}'", corrected, Fix)
            : new Complaint(Rule, Fix);
    }

    public override object Meaning(string text) => IPNetwork.Parse(text);

    /// <summary>Whether two ranges have an address in common.</summary>
    public static bool Overlap(IPNetwork left, IPNetwork right) =>
        left.BaseAddress.AddressFamily == right.BaseAddress.AddressFamily
        && (left.Contains(right.BaseAddress) || right.Contains(left.BaseAddress));

    /// <summary>The range of the given length around an address.</summary>
    public static IPNetwork Around(IPAddress address, int prefix)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = prefix; bit < bytes.Length * 8; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPNetwork(new IPAddress(bytes), prefix);
    }

    // The range that was probably meant: host bits cleared, or an address alone.
    private static string? Corrected(string text)
    {
        if (Read(text) is { } range) return Around(range.Address, range.Prefix).ToString();
        return Address(text) is { } address ? $"{address}/{address.GetAddressBytes().Length * 8}" : null;
    }

    private static (IPAddress Address, int Prefix)? Read(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || Address(text[..slash]) is not { } address) return null;
        var length = text[(slash + 1)..];
        var isNumber = int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var prefix);
        return isNumber && length == prefix.ToString(CultureInfo.InvariantCulture) && prefix <= address.GetAddressBytes().Length * 8
            ? (address, prefix)
            : null;
    }

    // The framework alone would take 10.1 and 010.0.0.1 for IPv4 addresses.
    private static IPAddress? Address(string text) =>
        IPAddress.TryParse(text, out var address) && address.AddressFamily is AddressFamily.InterNetwork && address.ToString() == text
            ? address
            : Ipv6Address.Read(text);
}

/// <summary>A range that administrators come from.</summary>
internal sealed class AdministratorRange : Cidr
{
    /// <summary>Length of the prefix below which an IPv4 range is the world in all but name (two /1 are the Internet).</summary>
    public const int WidestIpv4 = 8;

    /// <summary>The same for IPv6.</summary>
    public const int WidestIpv6 = 16;

    /// <summary>What rules ask of such ranges, with both lengths.</summary>
    public const string NotTheWorld = "none as wide as the world (IPv4 wider than /{0}, IPv6 wider than /{1}) unless `openToTheWorld`";

    /// <summary>Whether a range lets the world in.</summary>
    public static bool IsWorld(IPNetwork range) =>
        range.PrefixLength < (range.BaseAddress.AddressFamily is AddressFamily.InterNetwork ? WidestIpv4 : WidestIpv6);
}
