using System.Formats.Tar;

namespace Infra.Tests.EndToEnd.Internet.Registries;

/// <summary>The authorities that an image trusts.</summary>
internal static class TrustBundle
{
    /// <summary>Where Debian, Alpine and distroless images have them; Go looks here first.</summary>
    public const string Path = "etc/ssl/certs/ca-certificates.crt";

    private const int MostLinks = 8;

    /// <summary>What an image's own bundle says; empty if it has none.</summary>
    /// <param name="layers">Its layers, the lowest first.</param>
    public static string Find(IReadOnlyList<Content> layers)
    {
        var path = Path;
        for (var links = 0; links < MostLinks; links++)
        {
            var (text, target) = layers.Reverse().Select(layer => Look(layer, path)).FirstOrDefault(found => found != default);
            if (target is null)
                return text ?? "";
            path = target;
        }

        return "";
    }

    private static (string? Text, string? Target) Look(Content layer, string path)
    {
        foreach (var entry in Layers.Entries(layer).Where(entry => TarPaths.Normalize(entry.Name) == path))
        {
            return entry.EntryType switch
            {
                TarEntryType.SymbolicLink => (null, TarPaths.Follow(path, entry.LinkName)),
                TarEntryType.HardLink => (null, TarPaths.Normalize(entry.LinkName)),
                _ => (Read(entry), null),
            };
        }

        return default;
    }

    private static string Read(TarEntry entry)
    {
        if (entry.DataStream is not { } stream)
            return "";
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
