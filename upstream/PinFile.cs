using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Infra.Upstream;

/// <summary>The file that pins what is used of other projects: <c>upstream/files.json</c>.</summary>
public static class PinFile
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>All pins of a file, in its order.</summary>
    /// <exception cref="JsonException">The file has another form.</exception>
    public static ImmutableArray<Pin> Read(string path)
    {
        using var file = File.OpenRead(path);
        var content = JsonSerializer.Deserialize<Content>(file, Strict) ?? throw new JsonException($"{path} is empty.");
        return [.. content.Sources.SelectMany(Pins)];
    }

    private static IEnumerable<Pin> Pins(Source source)
    {
        var url = source.Url.Replace("{version}", source.Version, StringComparison.Ordinal);
        return source.Files.Select(file => new Pin(
            source.Folder + file.Key,
            new Uri(url.EndsWith('/') ? url + file.Key : url),
            Checksum.Parse(file.Value),
            source.Stripped?.GetValueOrDefault(file.Key) is { } stripped ? Checksum.Parse(stripped) : null));
    }

    /// <param name="Checked">The day on which URLs and checksums were last compared with upstream's.</param>
    /// <param name="Sources">Where files come from.</param>
    private sealed record Content(DateOnly Checked, ImmutableArray<Source> Sources);

    /// <param name="Folder">Folder below <c>.build/upstream/</c>, with '/' at its end.</param>
    /// <param name="Version">Upstream's version: a tag, or a chart's version.</param>
    /// <param name="Url">
    /// URL of upstream's folder, with '/' at its end, or of the one file; <c>{version}</c> in it stands for the version.
    /// </param>
    /// <param name="Files">Checksums by the file's path below the folder, which is also its path below the URL.</param>
    /// <param name="Stripped">Checksums of what a mirror may keep instead.</param>
    private sealed record Source(
        string Folder,
        string Version,
        string Url,
        ImmutableSortedDictionary<string, string> Files,
        ImmutableSortedDictionary<string, string>? Stripped = null);
}
