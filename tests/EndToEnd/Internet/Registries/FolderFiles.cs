namespace Infra.Tests.EndToEnd.Internet.Registries;

/// <summary>The files of a folder.</summary>
internal sealed class FolderFiles(string folder) : IImageFiles
{
    public string Place => folder;

    public IEnumerable<string> Paths => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(folder, path));

    public Content? Find(string path) =>
        Path.Combine(folder, path) is var full && File.Exists(full) ? Content.OfFile(full) : null;
}
