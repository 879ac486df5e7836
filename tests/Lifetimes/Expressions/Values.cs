using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Tests.Lifetimes.Expressions;

/// <summary>
/// Values of expressions: null, truth, numbers, texts, lists (<see cref="IReadOnlyList{T}"/>), maps and <see cref="Maybe"/>.
/// </summary>
internal static class Values
{
    /// <summary>A value of JSON. Objects stay what they are.</summary>
    public static object? Of(JsonNode? node) => node switch
    {
        null => null,
        JsonObject map => map,
        JsonArray list => list.Select(Of).ToArray(),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.String => node.GetValue<string>(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => Number(node.AsValue()),
        },
    };

    /// <summary>A value as JSON.</summary>
    public static JsonNode? Json(object? value) => value switch
    {
        null => null,
        JsonObject map => map.DeepClone(),
        string text => JsonValue.Create(text),
        bool truth => JsonValue.Create(truth),
        long number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        IReadOnlyDictionary<string, object?> map =>
            new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Json(entry.Value)))),
        IReadOnlyList<object?> list => new JsonArray([.. list.Select(Json)]),
        _ => throw new NotSupportedException($"{value.GetType()} as JSON"),
    };

    /// <summary>What a map has under a key.</summary>
    public static bool TryGet(object? map, object? key, out object? value)
    {
        switch (map)
        {
            case JsonObject json when key is string name:
                var found = json.TryGetPropertyValue(name, out var node);
                value = Of(node);
                return found;
            case IReadOnlyDictionary<string, object?> own when key is string name:
                return own.TryGetValue(name, out value);
            case IReadOnlyList<object?> list when key is long index:
                value = index >= 0 && index < list.Count ? list[(int)index] : null;
                return index >= 0 && index < list.Count;
            default:
                throw new ExpressionException($"no such overload: {map ?? "null"}[{key ?? "null"}]");
        }
    }

    /// <summary>The items of a list, or the keys of a map.</summary>
    public static IEnumerable<object?> Items(object? value) => value switch
    {
        IReadOnlyList<object?> list => list,
        JsonObject map => map.Select(entry => (object?)entry.Key),
        IReadOnlyDictionary<string, object?> map => map.Keys,
        _ => throw new ExpressionException($"{value ?? "null"} has no items"),
    };

    /// <summary>A list's indexes or a map's keys, with what is there.</summary>
    public static IEnumerable<(object? Key, object? Value)> Entries(object? value) => value switch
    {
        IReadOnlyList<object?> list => list.Select((item, index) => ((object?)(long)index, item)),
        JsonObject map => map.Select(entry => ((object?)entry.Key, Of(entry.Value))),
        IReadOnlyDictionary<string, object?> map => map.Select(entry => ((object?)entry.Key, entry.Value)),
        _ => throw new ExpressionException($"{value ?? "null"} has no items"),
    };

    /// <summary>Whether two values are the same.</summary>
    public static bool Same(object? one, object? other) => (one, other) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (long whole, double real) => whole == real,
        (double real, long whole) => whole == real,
        (Maybe first, Maybe second) => first.HasValue == second.HasValue && (!first.HasValue || Same(first.Value, second.Value)),
        (JsonObject first, JsonObject second) when ReferenceEquals(first, second) => true,
        (IReadOnlyList<object?> first, IReadOnlyList<object?> second) =>
            first.Count == second.Count && first.Zip(second).All(pair => Same(pair.First, pair.Second)),
        (JsonObject or IDictionary, JsonObject or IDictionary) => SameMaps(one, other),
        _ => one.Equals(other),
    };

    private static bool SameMaps(object one, object other)
    {
        var entries = Entries(one).ToList();
        return entries.Count == Entries(other).Count()
            && entries.All(entry => TryGet(other, entry.Key, out var value) && Same(entry.Value, value));
    }

    // Whoever made the JSON, a whole number is one.
    private static object Number(JsonValue value)
    {
        var text = value.ToJsonString();
        return long.TryParse(text, CultureInfo.InvariantCulture, out var whole) ? whole : double.Parse(text, CultureInfo.InvariantCulture);
    }
}
