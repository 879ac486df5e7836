using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Infra.Stacks.Settings;

/// <summary>A number that depends on a name and nothing else, on every machine and in every release.</summary>
internal static class StableHash
{
    /// <summary>
    /// 0 to <paramref name="count"/> - 1: the first eight bytes of the SHA-256 of <c>purpose:name</c>, read as a big-endian number,
    /// modulo <paramref name="count"/>. The purpose keeps numbers for different uses independent of each other.
    /// </summary>
    public static int Of(string purpose, string name, int count)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose}:{name}"));
        return (int)(BinaryPrimitives.ReadUInt64BigEndian(digest) % (ulong)count);
    }
}
