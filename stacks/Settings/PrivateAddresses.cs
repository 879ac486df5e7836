using System.Buffers.Binary;
using System.Net;

namespace Infra.Stacks.Settings;

/// <summary>
/// Which address a node has in the private network, when nobody chose one. It follows from the node's own number or name, so
/// that it stays the same whoever else comes or goes.
/// </summary>
public static class PrivateAddresses
{
    private const int FirstControlPlaneHost = 10;
    private const int LongestPrefixWithRoom = 22;

    /// <summary>The address of a control plane server: the range's first address + 10 + number.</summary>
    /// <param name="range">The private network's IPv4 range, /8 to /24.</param>
    /// <param name="number">The server's number, from 1 on.</param>
    public static IPAddress ForControlPlane(IPNetwork range, int number) => At(range, FirstControlPlaneHost + number);

    /// <summary>
    /// The address of a tenant's node: a hash of the tenant's name, within the range's addresses from 256 (in a /22 or larger; else
    /// from 16) up to the last one before the broadcast address. Two names can meet at one address; the loader reports it.
    /// </summary>
    /// <param name="range">The private network's IPv4 range, /8 to /24.</param>
    /// <param name="name">The tenant's name.</param>
    public static IPAddress ForTenant(IPNetwork range, string name)
    {
        var first = FirstTenantHost(range);
        return At(range, first + StableHash.Of("private-address", name, LastHost(range) - first + 1));
    }

    /// <summary>The first address that nobody has taken, from the one that the name would give upwards, and around.</summary>
    internal static IPAddress? Free(IPNetwork range, string name, Predicate<IPAddress> isTaken)
    {
        var first = FirstTenantHost(range);
        var count = LastHost(range) - first + 1;
        var start = StableHash.Of("private-address", name, count);
        for (var step = 0; step < count; step++)
        {
            var address = At(range, first + ((start + step) % count));
            if (!isTaken(address)) return address;
        }

        return null;
    }

    /// <summary>The broadcast address.</summary>
    internal static IPAddress Last(IPNetwork range) => At(range, LastHost(range) + 1);

    /// <summary>The address at a distance from the range's first.</summary>
    internal static IPAddress At(IPNetwork range, int host)
    {
        var bytes = range.BaseAddress.GetAddressBytes();
        BinaryPrimitives.WriteUInt32BigEndian(bytes, BinaryPrimitives.ReadUInt32BigEndian(bytes) + (uint)host);
        return new IPAddress(bytes);
    }

    private static int FirstTenantHost(IPNetwork range) => range.PrefixLength <= LongestPrefixWithRoom ? 256 : 16;

    private static int LastHost(IPNetwork range) => (1 << (32 - range.PrefixLength)) - 2;
}
