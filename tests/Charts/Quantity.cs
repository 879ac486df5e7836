using System.Globalization;
using System.Text.Json.Nodes;

namespace Infra.Tests.Charts;

/// <summary>Amounts as Kubernetes writes them.</summary>
internal static class Quantity
{
    private static readonly (string Suffix, decimal Factor)[] Suffixes =
    [
        ("Ki", 1024m), ("Mi", 1024m * 1024), ("Gi", 1024m * 1024 * 1024), ("Ti", 1024m * 1024 * 1024 * 1024),
        ("m", 0.001m), ("k", 1e3m), ("M", 1e6m), ("G", 1e9m), ("T", 1e12m), ("", 1m),
    ];

    /// <summary>A number of CPUs or bytes.</summary>
    public static decimal Of(JsonNode quantity)
    {
        var text = quantity.ToString();
        var (suffix, factor) = Suffixes.First(known => text.EndsWith(known.Suffix, StringComparison.Ordinal));
        return decimal.Parse(text[..^suffix.Length], CultureInfo.InvariantCulture) * factor;
    }
}
