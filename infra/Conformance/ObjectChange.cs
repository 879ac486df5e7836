using System.Text.Json.Nodes;

namespace Infra.Conformance;

/// <summary>
/// Does to an object that a server keeps what a case does to its own: the server's has defaults, and what others added, which an update
/// must bring back.
/// </summary>
internal static class ObjectChange
{
    // What tells items of a list apart when they change.
    private static readonly string[] Identities = ["name", "type", "key"];

    /// <summary>The kept object with the change.</summary>
    /// <param name="before">The case's object before.</param>
    /// <param name="after">The case's object after.</param>
    /// <param name="kept">The server's.</param>
    public static JsonObject Apply(JsonObject before, JsonObject after, JsonObject kept)
    {
        var changed = kept.DeepClone().AsObject();
        foreach (var key in Changed(before, after))
        {
            // Of a map that is gone, what others put there stays.
            if (after[key] is null && (before[key], kept[key]) is not (JsonObject, JsonObject)) changed.Remove(key);
            else changed[key] = Value(before[key], after[key] ?? new JsonObject(), kept[key]);
        }

        return changed;
    }

    /// <summary>Whether the kept object still has what the case changes, as the case's has it before.</summary>
    public static bool Fits(JsonObject before, JsonObject after, JsonObject kept) => Changed(before, after)
        .All(key => (before[key] ?? after[key], after[key] ?? before[key], kept[key]) switch
        {
            // A server may leave an empty map out.
            (JsonObject, JsonObject, null or JsonObject) =>
                Fits(before[key] as JsonObject ?? [], after[key] as JsonObject ?? [], kept[key] as JsonObject ?? []),
            (JsonArray, JsonArray list, JsonArray) when list == after[key] => true,
            _ => Containment.Of(before[key], kept[key]),
        });

    private static IEnumerable<string> Changed(JsonObject before, JsonObject after) => before.Concat(after).Select(entry => entry.Key)
        .Distinct()
        .Where(key => !JsonNode.DeepEquals(before[key], after[key]));

    private static JsonNode? Value(JsonNode? before, JsonNode? after, JsonNode? kept) => (before, after, kept) switch
    {
        (_, JsonObject map, JsonObject existing) => Apply(before as JsonObject ?? [], map, existing),
        (_, JsonArray list, JsonArray existing) => List(before as JsonArray ?? [], list, existing),
        _ => after?.DeepClone(),
    };

    private static JsonArray List(JsonArray before, JsonArray after, JsonArray kept)
    {
        var gone = before.Where(item => !after.Any(other => JsonNode.DeepEquals(item, other))).ToList();
        var come = after.Where(item => !before.Any(other => JsonNode.DeepEquals(item, other))).ToList();
        var changed = new JsonArray();
        foreach (var item in kept)
        {
            var old = gone.FirstOrDefault(other => Containment.Of(other, item));
            if (old is null)
            {
                changed.Add(item?.DeepClone());
                continue;
            }

            gone.Remove(old);
            if (come.FirstOrDefault(other => Same(old, other)) is not { } successor) continue;
            come.Remove(successor);
            changed.Add(Value(old, successor, item));
        }

        foreach (var item in come) changed.Add(item?.DeepClone());
        return changed;
    }

    private static bool Same(JsonNode? one, JsonNode? other) => one is JsonObject && other is JsonObject
        && Identities.FirstOrDefault(key => one[key] is not null) is { } identity && JsonNode.DeepEquals(one[identity], other[identity]);
}
