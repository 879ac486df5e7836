using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Infra.Upstream;

/// <summary>
/// What identifies a file's content, in lower-case hexadecimals: its SHA-256 (64 digits), or the name of its blob in Git (40 digits), which
/// the tree of a tag holds even where the file itself can't be had.
/// </summary>
public readonly record struct Checksum
{
    private const int BlobLength = 40;
    private const int Sha256Length = 64;

    private readonly string _digits;

    private Checksum(string digits) => _digits = digits;

    /// <summary>A checksum as it is written in <c>upstream/files.json</c>.</summary>
    /// <exception cref="JsonException">The text is neither.</exception>
    public static Checksum Parse(string text) =>
        text.Length is BlobLength or Sha256Length && text.All(char.IsAsciiHexDigitLower)
            ? new Checksum(text)
            : throw new JsonException(
                $"'{text}' is no checksum: write a SHA-256 or the name of a blob in Git, in lower-case hexadecimals.");

    /// <summary>Whether a content has this checksum.</summary>
    public bool Fits(ReadOnlySpan<byte> content) => Of(content) == this;

    /// <summary>The checksum of a content, of the same kind as this one.</summary>
    public Checksum Of(ReadOnlySpan<byte> content) => new(_digits.Length == BlobLength ? Blob(content) : Sha256(content));

    /// <summary>The kind and the digits.</summary>
    public override string ToString() => $"{(_digits.Length == BlobLength ? "Git blob" : "SHA-256")} {_digits}";

    private static string Sha256(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    // Git names a blob by the SHA-1 of a header with its length, a zero byte, and the content.
    private static string Blob(ReadOnlySpan<byte> content)
    {
#pragma warning disable CA5350 // Git's own choice; no other checksum of such a file is known.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        hash.AppendData(Encoding.ASCII.GetBytes($"blob {content.Length}\0"));
        hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
