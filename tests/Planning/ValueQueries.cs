using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace Infra.Tests.Planning;

/// <summary>Questions that tests ask of charts' values, whose places differ from chart to chart.</summary>
public static class ValueQueries
{
    /// <summary>All that stands in a value, with the keys that lead there; of a list, its items' places.</summary>
    public static IEnumerable<(ImmutableArray<string> Keys, JsonNode Value)> Parts(this JsonNode? node, params ImmutableArray<string> keys)
    {
        var parts = node switch
        {
            JsonObject map => map.SelectMany(entry => entry.Value.Parts(keys.Add(entry.Key))),
            JsonArray list => list.SelectMany((item, index) => item.Parts(keys.Add(index.ToString(CultureInfo.InvariantCulture)))),
            _ => [],
        };
        return node is null ? parts : parts.Prepend((keys, node));
    }

    /// <summary>All values that stand under a key, wherever it is; of several keys, those under any of them. There must be one.</summary>
    public static ImmutableArray<JsonNode> Under(this JsonNode? node, params string[] names)
    {
        ImmutableArray<JsonNode> found =
            [.. node.Parts().Where(part => part.Keys.Length > 0 && names.Contains(part.Keys[^1])).Select(part => part.Value)];
        Assert.True(found.Length > 0, $"There is no {string.Join(" or ", names)} in {node?.ToJsonString()}");
        return found;
    }

    /// <summary>All yes and no whose names match, somewhere below keys that match.</summary>
    public static IEnumerable<bool> Flags(this JsonNode? node, string keys, string names = "") => node.Parts()
        .Where(part => part.Value.GetValueKind() is JsonValueKind.True or JsonValueKind.False
            && part.Keys.Any(key => Regex.IsMatch(key, keys)) && Regex.IsMatch(part.Keys[^1], names))
        .Select(part => part.Value.GetValue<bool>());
}
