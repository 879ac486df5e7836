using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using YamlDotNet.Serialization;

namespace Infra.Tests.EndToEnd.Internet.Charts;

/// <summary>A packed chart, as <c>helm package</c> makes it.</summary>
internal sealed class ChartArchive
{
    private readonly byte[] _bytes;
    private readonly Dictionary<string, object?> _chart;

    private ChartArchive(string path)
    {
        FileName = Path.GetFileName(path);
        _bytes = File.ReadAllBytes(path);
        var yaml = ReadText("Chart.yaml") ?? throw new InvalidDataException($"{path} has no Chart.yaml: it is no chart.");
        _chart = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object?>>(yaml);
    }

    /// <summary>Name of the archive, which repositories keep.</summary>
    public string FileName { get; }

    public string Name => this["name"];

    public string Version => this["version"];

    /// <summary>The archive itself.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>Its SHA-256, which an index names.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(_bytes));

    /// <summary>A text of Chart.yaml's; empty if it says none.</summary>
    public string this[string key] => _chart.GetValueOrDefault(key) as string ?? "";

    /// <summary>All charts of a folder.</summary>
    public static IReadOnlyList<ChartArchive> ReadAll(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.tgz").Order(StringComparer.Ordinal).Select(path => new ChartArchive(path))];

    /// <summary>A file of the chart's own, not of a chart within it; null if it has none.</summary>
    public string? ReadText(string name)
    {
        using var stream = new GZipStream(new MemoryStream(_bytes), CompressionMode.Decompress);
        using var reader = new TarReader(stream);
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.Name.Split('/') is [_, var file] && file == name && entry.DataStream is { } data)
            {
                using var text = new StreamReader(data);
                return text.ReadToEnd();
            }
        }

        return null;
    }
}
