using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Infra.Planning;

/// <summary>
/// Stand-ins for values that exist only after a deployment. Each follows from the name of its resource alone, so that it's the same in
/// every run, and can be told at a glance: addresses are in 240.0.0.0/4, which is reserved and routed nowhere (RFC 1112).
/// </summary>
internal static class StandIn
{
    /// <summary>What is shown in place of a secret.</summary>
    public const string Secret = "[secret]";

    private const uint ReservedRange = 0xF0000000;

    /// <summary>A number for a resource's id, below 2^28.</summary>
    public static string Id(string type, string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{type} {name}"));
        return (BinaryPrimitives.ReadUInt32BigEndian(hash) & ~ReservedRange).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The address that belongs to an id.</summary>
    public static string Address(string id)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, ReservedRange | uint.Parse(id, CultureInfo.InvariantCulture));
        return new System.Net.IPAddress(bytes).ToString();
    }
}
