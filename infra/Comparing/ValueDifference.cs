using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Planning;

namespace Infra.Comparing;

/// <summary>Where two values differ: in as small parts as can be named.</summary>
internal static class ValueDifference
{
    /// <summary>A part that differs; null: it isn't there.</summary>
    public readonly record struct Part(PropertyPath Path, JsonNode? Before, JsonNode? After);

    /// <summary>The parts in which two values differ.</summary>
    /// <param name="before">The first value.</param>
    /// <param name="after">The second value.</param>
    /// <param name="path">Where they are.</param>
    /// <param name="isUnordered">Whether the order of the list at a path means nothing.</param>
    public static IEnumerable<Part> Between(JsonNode? before, JsonNode? after, PropertyPath path, Func<PropertyPath, bool> isUnordered) =>
        (before, after) switch
        {
            _ when JsonNode.DeepEquals(before, after) => [],
            (JsonObject old, JsonObject current) => old.Select(entry => entry.Key).Union(current.Select(entry => entry.Key))
                .Order(StringComparer.Ordinal)
                .SelectMany(name => Between(old[name], current[name], path.Member(name), isUnordered)),
            (JsonArray old, JsonArray current) => BetweenLists(old, current, path, isUnordered),
            _ => Masked(path, before, after),
        };

    private static IEnumerable<Part> BetweenLists(JsonArray old, JsonArray current, PropertyPath path, Func<PropertyPath, bool> isUnordered)
    {
        var unordered = isUnordered(path);
        var (first, second) = (Items(old, path, isUnordered, unordered), Items(current, path, isUnordered, unordered));
        if (first.SequenceEqual(second, JsonNodeComparer.Instance))
            return [];
        // What stays is left out, so that an item in front doesn't change all behind it.
        var stays = CommonItems.Of(first, second);
        var (gone, come) = (Without(first, stays.First), Without(second, stays.Second));
        return Enumerable.Range(0, Math.Max(gone.Count, come.Count)).SelectMany(number =>
            number < gone.Count && number < come.Count
                ? Between(gone[number].Item, come[number].Item, path.Item(come[number].Index), isUnordered)
                : number < come.Count
                    ? [.. Masked(path.Item(come[number].Index), null, come[number].Item)]
                    : [.. Masked(path.Item(gone[number].Index), gone[number].Item, null)]);
    }

    private static List<JsonNode?> Items(JsonArray list, PropertyPath path, Func<PropertyPath, bool> isUnordered, bool unordered)
    {
        var items = list.Select((item, index) => Sorted(item, path.Item(index), isUnordered));
        return [.. unordered ? items.OrderBy(Serialized, StringComparer.Ordinal) : items];
    }

    /// <summary>A value in which the lists without an order are sorted.</summary>
    private static JsonNode? Sorted(JsonNode? node, PropertyPath path, Func<PropertyPath, bool> isUnordered) => node switch
    {
        JsonObject map => new JsonObject(map.Select(entry =>
            KeyValuePair.Create(entry.Key, Sorted(entry.Value, path.Member(entry.Key), isUnordered)))),
        JsonArray list => new JsonArray([.. Items(list, path, isUnordered, isUnordered(path)).Select(item => item?.DeepClone())]),
        _ => node?.DeepClone(),
    };

    private static List<(int Index, JsonNode? Item)> Without(List<JsonNode?> items, ImmutableHashSet<int> indexes) =>
        [.. items.Select((item, index) => (index, item)).Where(pair => !indexes.Contains(pair.index))];

    // What was secret on one side isn't told on the other.
    private static Part[] Masked(PropertyPath path, JsonNode? before, JsonNode? after) => IsSecret(before) || IsSecret(after)
        ? [new Part(path, before is null ? null : StandIn.Secret, after is null ? null : StandIn.Secret)]
        : [new Part(path, before?.DeepClone(), after?.DeepClone())];

    private static bool IsSecret(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && text == StandIn.Secret;

    internal static string Serialized(JsonNode? node) => node?.ToJsonString() ?? "null";

    private sealed class JsonNodeComparer : IEqualityComparer<JsonNode?>
    {
        public static readonly JsonNodeComparer Instance = new();

        public bool Equals(JsonNode? x, JsonNode? y) => JsonNode.DeepEquals(x, y);

        public int GetHashCode(JsonNode? node) => 0;
    }
}
