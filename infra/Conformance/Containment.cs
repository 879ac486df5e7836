using System.Text.Json.Nodes;

namespace Infra.Conformance;

/// <summary>
/// Whether an object has what a case expects. A server adds defaults, so more may be there: further keys, and further items of a list
/// before, between and after those expected.
/// </summary>
internal static class Containment
{
    /// <summary>Whether it has; null stands for what must not be there.</summary>
    public static bool Of(JsonNode? expected, JsonNode? actual) => (expected, actual) switch
    {
        (JsonObject map, JsonObject other) => map.All(entry => Of(entry.Value, other[entry.Key])),
        (JsonArray list, JsonArray other) => InOrder(list, other),
        _ => JsonNode.DeepEquals(expected, actual),
    };

    private static bool InOrder(JsonArray expected, JsonArray actual)
    {
        var position = 0;
        foreach (var item in actual)
        {
            if (position < expected.Count && Of(expected[position], item)) position++;
        }

        return position == expected.Count;
    }
}
