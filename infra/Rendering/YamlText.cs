using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Components;

namespace Infra.Rendering;

/// <summary>JSON values as YAML, in the order that they come in.</summary>
internal static class YamlText
{
    /// <summary>The document.</summary>
    public static string Of(JsonNode? node) => Yaml.Write(Plain(node) ?? "");

    private static object? Plain(JsonNode? node) => node switch
    {
        null => null,
        JsonObject map => map.ToDictionary(entry => entry.Key, entry => Plain(entry.Value)),
        JsonArray list => list.Select(Plain).ToList(),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => node.AsValue().TryGetValue<long>(out var whole) ? whole : node.GetValue<double>(),
            _ => node.GetValue<string>(),
        },
    };
}
