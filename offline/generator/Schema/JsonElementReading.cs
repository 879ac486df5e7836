using System.Text.Json;

namespace Infra.Offline.Generator.Schema;

/// <summary>Reads parts of a JSON object that may be missing.</summary>
internal static class JsonElementReading
{
    public static IEnumerable<JsonProperty> Entries(this JsonElement element, string key) =>
        element.TryGetProperty(key, out var value) ? value.EnumerateObject() : [];

    public static IEnumerable<JsonElement> Items(this JsonElement element, string key) =>
        element.TryGetProperty(key, out var value) ? value.EnumerateArray() : [];

    public static bool Flag(this JsonElement element, string key) =>
        element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.True;

    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            if (!element.TryGetProperty(key, out var value)) return null;
            element = value;
        }
        return element.GetString();
    }
}
