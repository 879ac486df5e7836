using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Planning;

namespace Infra.Verifying;

/// <summary>Questions that checks ask of the cluster's objects.</summary>
internal static class LiveObjects
{
    /// <summary>The text at a path of names; null: there is none.</summary>
    public static string? Word(this JsonNode? node, params string[] path) =>
        node.At(path) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The whole number at a path of names; null: there is none.</summary>
    public static int? Count(this JsonNode? node, params string[] path) =>
        node.At(path) is JsonValue value
        && int.TryParse(value.ToJsonString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>An object's name.</summary>
    public static string Name(this JsonNode thing) => thing.Word("metadata", "name") ?? "";

    /// <summary>An object's namespace; empty: none.</summary>
    public static string Namespace(this JsonNode thing) => thing.Word("metadata", "namespace") ?? "";

    /// <summary>The value of an object's label; null: it has none of that key.</summary>
    public static string? Label(this JsonNode thing, string key) => thing.Word("metadata", "labels", key);

    /// <summary>Whether a condition is <c>True</c>; null: the object doesn't have it.</summary>
    public static bool? Condition(this JsonNode thing, string type) =>
        (thing.At("status", "conditions") as JsonArray)?.FirstOrDefault(condition => condition.Word("type") == type) is { } found
            ? found.Word("status") == "True"
            : null;

    /// <summary>Whether a pod is about to go by itself: it has ended, is being deleted, or is a Job's.</summary>
    public static bool IsPassing(this JsonNode pod) => pod.Word("metadata", "deletionTimestamp") is not null
        || pod.Word("status", "phase") is "Succeeded" or "Failed"
        || pod.Items("metadata", "ownerReferences").Any(owner => owner.Word("kind") == "Job");

    /// <summary>The items of a list at a path; none, where there is no list.</summary>
    public static IEnumerable<JsonNode> Items(this JsonNode? node, params string[] path) =>
        (node.At(path) as JsonArray ?? []).OfType<JsonNode>();

    /// <summary>How messages name an object.</summary>
    public static string Shown(string kind, string? ns, string name) =>
        string.IsNullOrEmpty(ns) ? $"{kind} {name}" : $"{kind} {ns}/{name}";
}
