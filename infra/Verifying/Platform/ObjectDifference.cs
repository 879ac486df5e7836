using System.Text.Json.Nodes;
using Infra.Rendering;

namespace Infra.Verifying.Platform;

/// <summary>What differs between a live object and what it would be as planned.</summary>
/// <param name="Text">A part of a sentence, with the path of the field.</param>
/// <param name="IsSeenByPulumi">
/// Whether refreshing finds it, so that the next update puts it back: Pulumi's provider looks at the fields that the program writes, and of
/// a list at as many items as the program has (pulumi-kubernetes 4.32, <c>pruneLiveState</c>). What somebody added isn't among them.
/// </param>
internal sealed record ObjectDifference(string Text, bool IsSeenByPulumi)
{
    /// <summary>More differences of one object than this are left out: the first ones say what happened.</summary>
    private const int Most = 5;

    // What a server counts and notes down itself.
    private static readonly string[] ServersOwn =
        ["creationTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid"];

    // What Kubernetes', Pulumi's and Helm's machinery notes down on objects.
    private static readonly string[] Notes =
    [
        "deployment.kubernetes.io/", "deprecated.daemonset.template.generation", "kubernetes.io/legacy-token-",
        "kubernetes.io/service-account.uid", "meta.helm.sh/", "pulumi.com/",
    ];

    /// <summary>The differences, in the order of their paths.</summary>
    /// <param name="live">The live object.</param>
    /// <param name="planned">What the server would make of the planned one.</param>
    /// <param name="written">What the program writes of it.</param>
    public static IEnumerable<ObjectDifference> Between(JsonObject live, JsonObject planned, JsonObject written) =>
        Compare(Comparable(live), Comparable(planned), written, "").Take(Most);

    private static JsonObject Comparable(JsonObject thing)
    {
        var copy = thing.DeepClone().AsObject();
        copy.Remove("status");
        var metadata = copy["metadata"]!.AsObject();
        foreach (var field in ServersOwn) metadata.Remove(field);
        // That a token is used, Kubernetes notes as a label.
        foreach (var field in new[] { "annotations", "labels" })
        {
            if (metadata[field] is not JsonObject notes) continue;
            foreach (var key in notes.Select(entry => entry.Key).Where(IsNote).ToList()) notes.Remove(key);
            if (notes.Count == 0) metadata.Remove(field);
        }

        // Secrets' content isn't shown; the plan has none.
        if (copy.Word("kind") == "Secret")
        {
            copy.Remove("data");
            copy.Remove("stringData");
        }

        return copy;
    }

    private static bool IsNote(string key) => Notes.Any(note => key.StartsWith(note, StringComparison.Ordinal));

    private static IEnumerable<ObjectDifference> Compare(JsonNode? live, JsonNode? planned, JsonNode? written, string path) =>
        (live, planned) switch
        {
            (JsonObject now, JsonObject wanted) => now.Select(entry => entry.Key).Union(wanted.Select(entry => entry.Key))
                .Order(StringComparer.Ordinal).SelectMany(key =>
                    Compare(now[key], wanted[key], (written as JsonObject)?[key], path.Length == 0 ? key : $"{path}.{key}")),
            (JsonArray now, JsonArray wanted) when now.Count == wanted.Count => now.Zip(wanted).SelectMany((pair, index) =>
                Compare(pair.First, pair.Second, (written as JsonArray)?.ElementAtOrDefault(index), $"{path}[{index}]")),
            _ when JsonNode.DeepEquals(live, planned) => [],
            (null, _) => [new($"lacks {path}, which is {Shown(planned)}", written is not null)],
            (_, null) => [new($"has {path}: {Shown(live)}, which isn't planned", written is not null)],
            (JsonArray now, JsonArray wanted) when now.Count > wanted.Count && wanted.Zip(now).All(pair =>
                JsonNode.DeepEquals(pair.First, pair.Second)) =>
                [new($"has {path}[{wanted.Count}]: {Shown(now[wanted.Count])}, which isn't planned", false)],
            _ => [new($"has {path}: {Shown(live)}, and {Shown(planned)} is planned", written is not null)],
        };

    private static string Shown(JsonNode? value)
    {
        const int longest = 80;
        var text = value is null ? "nothing" : PlanDocument.Line(value);
        return text.Length <= longest ? text : $"{text[..longest]}…";
    }
}
