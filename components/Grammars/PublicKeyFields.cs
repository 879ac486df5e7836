using System.Buffers.Binary;
using System.Text;

namespace Infra.Components.Grammars;

/// <summary>What a public key consists of (RFC 4253, RFC 5656, RFC 8709, OpenSSH's PROTOCOL.u2f): fields, each after its length.</summary>
internal static class PublicKeyFields
{
    private const int Ed25519Bytes = 32;

    /// <summary>Whether all fields of a key of its type are there, and nothing else.</summary>
    /// <param name="key">The key, with its type as the first field.</param>
    public static bool AreWhole(ReadOnlySpan<byte> key)
    {
        if (!TryRead(ref key, out var typeBytes)) return false;
        var type = Encoding.ASCII.GetString(typeBytes);
        var isThere = type switch
        {
            "ssh-rsa" => TryRead(ref key, out var exponent) && exponent.Length > 0
                && TryRead(ref key, out var modulus) && modulus.Length > 0,
            "ssh-ed25519" or "sk-ssh-ed25519@openssh.com" => TryRead(ref key, out var point) && point.Length == Ed25519Bytes,
            _ => TryRead(ref key, out var curve) && TryRead(ref key, out var point) && point.Length == PointBytes(curve),
        };
        // A key on hardware names its application, too.
        var isHardware = type.StartsWith("sk-", StringComparison.Ordinal);
        return isThere && (!isHardware || TryRead(ref key, out _)) && key.IsEmpty;
    }

    // Uncompressed: a byte, and two coordinates.
    private static int PointBytes(ReadOnlySpan<byte> curve) => Encoding.ASCII.GetString(curve) switch
    {
        "nistp256" => 65,
        "nistp384" => 97,
        "nistp521" => 133,
        _ => -1,
    };

    private static bool TryRead(ref ReadOnlySpan<byte> key, out ReadOnlySpan<byte> field)
    {
        field = default;
        if (key.Length < sizeof(uint)) return false;
        var length = BinaryPrimitives.ReadUInt32BigEndian(key);
        if (length > key.Length - sizeof(uint)) return false;
        field = key.Slice(sizeof(uint), (int)length);
        key = key[(sizeof(uint) + (int)length)..];
        return true;
    }
}
