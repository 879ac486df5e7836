using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Infra.Tests.EndToEndParts.Internet;

/// <summary>Archives in memory.</summary>
internal static class Archives
{
    public static byte[] Tar(params (string Path, byte[] Content)[] files)
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (path, content) in files)
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(content) });
        }

        return archive.ToArray();
    }

    public static byte[] Tar(string path, string text) => Tar((path, Encoding.UTF8.GetBytes(text)));

    public static byte[] Gzip(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var stream = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            stream.Write(bytes);
        return compressed.ToArray();
    }

    public static byte[] Gunzip(byte[] bytes)
    {
        using var plain = new MemoryStream();
        using (var stream = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress))
            stream.CopyTo(plain);
        return plain.ToArray();
    }

    /// <summary>The one entry of an archive that has one.</summary>
    public static (TarEntry Entry, string Text) Single(byte[] archive)
    {
        using var reader = new TarReader(new MemoryStream(archive));
        var entry = reader.GetNextEntry(copyData: true)!;
        using var text = new StreamReader(entry.DataStream!);
        return reader.GetNextEntry() is null ? (entry, text.ReadToEnd()) : throw new InvalidDataException("It has several.");
    }
}
