using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Internet.Registries;

/// <summary>Bytes that are read when they are asked for: images are larger than a machine's memory.</summary>
/// <param name="Length">How many.</param>
/// <param name="Open">Opens them from the start, in a stream that can seek.</param>
internal sealed record Content(long Length, Func<Stream> Open)
{
    /// <summary>Bytes in memory.</summary>
    public static Content Of(byte[] bytes) => new(bytes.Length, () => new MemoryStream(bytes, writable: false));

    /// <summary>A file.</summary>
    public static Content OfFile(string path) => new(new FileInfo(path).Length, () => File.OpenRead(path));

    /// <summary>All bytes, of small content.</summary>
    public byte[] Read()
    {
        using var stream = Open();
        var bytes = new byte[Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>What it says as JSON.</summary>
    public JsonNode ReadJson()
    {
        using var stream = Open();
        return JsonNode.Parse(stream)!;
    }

    /// <summary>Its name in a registry.</summary>
    public string Digest()
    {
        using var stream = Open();
        return $"sha256:{Convert.ToHexStringLower(SHA256.HashData(stream))}";
    }
}
