using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Infra.Tests.EndToEnd.Internet.Registries;

/// <summary>
/// A layer with one file: a bundle of authorities. It is the same bytes for the same bundle, so that an image keeps its digest.
/// </summary>
/// <param name="DiffId">Digest of the archive itself, which an image's configuration lists.</param>
/// <param name="Compressed">The archive, compressed.</param>
internal sealed record TrustLayer(string DiffId, Content Compressed)
{
    private const UnixFileMode Readable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Makes one.</summary>
    /// <param name="bundle">The image's own, which may end without a line break.</param>
    /// <param name="authority">What it is to trust besides.</param>
    public static TrustLayer Of(string bundle, string authority)
    {
        var separator = bundle.Length == 0 || bundle.EndsWith('\n') ? "" : "\n";
        var archive = Archive(bundle + separator + authority);
        return new TrustLayer(Content.Of(archive).Digest(), Content.Of(Compress(archive)));
    }

    private static byte[] Archive(string text)
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
        {
            // No folders: an image's own keep their owners and modes, and a runtime makes those that are missing.
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, TrustBundle.Path)
            {
                Mode = Readable,
                ModificationTime = DateTimeOffset.UnixEpoch,
                DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
            });
        }

        return archive.ToArray();
    }

    // .NET writes no time into gzip's header.
    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var stream = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            stream.Write(bytes);
        return compressed.ToArray();
    }
}
