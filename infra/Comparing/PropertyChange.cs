using System.Text.Json.Nodes;
using Infra.Planning;

namespace Infra.Comparing;

/// <summary>One input, or a part of one, that is another in the second plan.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Before">What it was; null: it wasn't there, or only its successor is known to differ.</param>
/// <param name="After">What it is; null: it is gone, or only known after the deployment.</param>
/// <param name="Forces">Whether the resource is replaced because of it.</param>
/// <param name="Follows">The resource that it comes from, which is replaced itself; null: the value differs in the plans.</param>
public sealed record PropertyChange(PropertyPath Path, JsonNode? Before, JsonNode? After, bool Forces, PlannedResource? Follows = null)
{
    /// <summary>What it was, if a text.</summary>
    public string? TextBefore => Text(Before);

    /// <summary>What it is, if a text.</summary>
    public string? TextAfter => Text(After);

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
