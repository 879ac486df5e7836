using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>Ranges of addresses.</summary>
internal static class Ranges
{
    /// <summary>Reads a range (CIDR) that a field of a request names, of either version.</summary>
    public static IPNetwork Read(string? text, string field) =>
        IPNetwork.TryParse(text, out var range) ? range : throw ApiError.Invalid(field, $"'{text}' is not a valid network");

    /// <summary>Reads an IPv4 range (CIDR) that a field of a request names.</summary>
    public static IPNetwork ReadIpv4(string? text, string field) => Read(text, field) is { } range && IsIpv4(range.BaseAddress)
        ? range
        : throw ApiError.Invalid(field, $"'{text}' is not an IPv4 network");

    /// <summary>Reads an address that a field of a request names.</summary>
    public static IPAddress ReadAddress(string? text, string field) =>
        IPAddress.TryParse(text, out var address) ? address : throw ApiError.Invalid(field, $"'{text}' is not a valid address");

    /// <summary>Whether an address is of version 4.</summary>
    public static bool IsIpv4(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork;

    /// <summary>Whether a range lies within another.</summary>
    public static bool IsWithin(IPNetwork inner, IPNetwork outer) =>
        inner.PrefixLength >= outer.PrefixLength && outer.Contains(inner.BaseAddress);

    /// <summary>Whether two ranges have addresses in common.</summary>
    public static bool Overlap(IPNetwork one, IPNetwork other) => one.Contains(other.BaseAddress) || other.Contains(one.BaseAddress);

    /// <summary>All addresses of an IPv4 range, in order.</summary>
    public static IEnumerable<IPAddress> Addresses(IPNetwork range)
    {
        for (uint index = 0; index < Count(range); index++)
            yield return At(range, index);
    }

    /// <summary>The address of an IPv4 range with a number, from 0 on.</summary>
    public static IPAddress At(IPNetwork range, uint index)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, BinaryPrimitives.ReadUInt32BigEndian(range.BaseAddress.GetAddressBytes()) + index);
        return new IPAddress(bytes);
    }

    /// <summary>The last address of an IPv4 range.</summary>
    public static IPAddress Last(IPNetwork range) => At(range, (uint)(Count(range) - 1));

    private static ulong Count(IPNetwork range) => 1UL << (32 - range.PrefixLength);
}
