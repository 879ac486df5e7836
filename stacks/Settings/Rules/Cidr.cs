using System.Globalization;
using System.Net;

namespace Infra.Stacks.Settings.Rules;

/// <summary>Address ranges such as <c>10.0.0.0/16</c>.</summary>
internal static class Cidr
{
    public static IPNetwork Parse(string text) => TryParse(text)!.Value;

    /// <summary>The range; null when the text is none or when host bits are set.</summary>
    public static IPNetwork? TryParse(string text) =>
        Split(text) is { } range && Masked(range.Address, range.Prefix).Equals(range.Address)
            ? new IPNetwork(range.Address, range.Prefix)
            : null;

    /// <summary>The range that was probably meant: host bits cleared, or an address alone; null when there is none.</summary>
    public static string? Mend(string text)
    {
        if (Split(text) is { } range) return $"{Masked(range.Address, range.Prefix)}/{range.Prefix}";
        return Address.Parse(text) is { } address ? $"{address}/{address.GetAddressBytes().Length * 8}" : null;
    }

    public static bool Overlap(IPNetwork left, IPNetwork right) =>
        left.BaseAddress.AddressFamily == right.BaseAddress.AddressFamily
        && (left.Contains(right.BaseAddress) || right.Contains(left.BaseAddress));

    /// <summary>The range of the given length around a range.</summary>
    public static IPNetwork Around(IPNetwork range, int prefix) => new(Masked(range.BaseAddress, prefix), prefix);

    private static (IPAddress Address, int Prefix)? Split(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || Address.Parse(text[..slash]) is not { } address) return null;
        var length = text[(slash + 1)..];
        var isNumber = int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var prefix);
        return isNumber && length == prefix.ToString(CultureInfo.InvariantCulture) && prefix <= address.GetAddressBytes().Length * 8
            ? (address, prefix)
            : null;
    }

    private static IPAddress Masked(IPAddress address, int prefix)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = prefix; bit < bytes.Length * 8; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }
}
