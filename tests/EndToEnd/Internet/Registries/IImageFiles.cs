namespace Infra.Tests.EndToEnd.Internet.Registries;

/// <summary>The files that images consist of, in an archive or in a folder.</summary>
internal interface IImageFiles
{
    /// <summary>Where they lie, to tell people.</summary>
    string Place { get; }

    /// <summary>Their paths, with '/' between folders.</summary>
    IEnumerable<string> Paths { get; }

    /// <summary>A file, or null.</summary>
    Content? Find(string path);
}
