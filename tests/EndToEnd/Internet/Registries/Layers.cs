using System.Formats.Tar;
using System.IO.Compression;

namespace Infra.Tests.EndToEnd.Internet.Registries;

/// <summary>Layers of images: archives, mostly compressed.</summary>
internal static class Layers
{
    private static readonly byte[] Gzip = [0x1F, 0x8B];
    private static readonly byte[] Zstandard = [0x28, 0xB5, 0x2F, 0xFD];

    /// <summary>Whether it is compressed with gzip.</summary>
    public static bool IsCompressed(Content layer) => StartsWith(layer, Gzip);

    /// <summary>Reads an archive's entries, each of which is gone with the next.</summary>
    /// <exception cref="NotSupportedException">It is compressed with something that .NET 10 has no reader of.</exception>
    public static IEnumerable<TarEntry> Entries(Content layer)
    {
        if (StartsWith(layer, Zstandard))
            throw new NotSupportedException("A layer is compressed with Zstandard: write the archive with gzip.");
        using var stream = IsCompressed(layer) ? new GZipStream(layer.Open(), CompressionMode.Decompress) : layer.Open();
        using var reader = new TarReader(stream);
        while (reader.GetNextEntry() is { } entry)
            yield return entry;
    }

    private static bool StartsWith(Content layer, byte[] mark)
    {
        using var stream = layer.Open();
        var start = new byte[mark.Length];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(mark);
    }
}
