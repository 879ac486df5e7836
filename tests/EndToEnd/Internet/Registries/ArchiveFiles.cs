using System.Formats.Tar;

namespace Infra.Tests.EndToEnd.Internet.Registries;

/// <summary>The files of a tar archive that isn't compressed, so that each can be read where it lies.</summary>
internal sealed class ArchiveFiles : IImageFiles
{
    private readonly Dictionary<string, Content> _files = new(StringComparer.Ordinal);

    public ArchiveFiles(string path)
    {
        Place = path;
        using var archive = File.OpenRead(path);
        using var reader = new TarReader(archive);
        while (reader.GetNextEntry() is { } entry)
        {
            var (start, length) = (entry.DataOffset, entry.Length);
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
                _files[TarPaths.Normalize(entry.Name)] = new Content(length, () => new FileSection(path, start, length));
        }
    }

    public string Place { get; }

    public IEnumerable<string> Paths => _files.Keys;

    public Content? Find(string path) => _files.GetValueOrDefault(path);
}
