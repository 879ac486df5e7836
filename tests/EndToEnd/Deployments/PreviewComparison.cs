using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Tests.EndToEnd.Suite;

namespace Infra.Tests.EndToEnd.Deployments;

/// <summary>Compares what <c>plan --against</c> says of a change with what the engine's preview says of it.</summary>
internal static class PreviewComparison
{
    private const string Stack = "pulumi:pulumi:Stack";

    /// <summary>Kinds of change by resource, as <c>plan --against --format json</c> has them.</summary>
    public static ImmutableSortedDictionary<string, string> OfPlan(string json) => JsonNode.Parse(json)!["changes"]!.AsArray()
        .Where(change => !IsProtectionAlone(change!))
        .Select(change => (Urn: change!["urn"]!.GetValue<string>(), Kind: change["kind"]!.GetValue<string>()))
        .Where(change => change.Kind != "moved" && TypeOf(change.Urn) != Stack)
        .ToImmutableSortedDictionary(change => Short(change.Urn), change => change.Kind, StringComparer.Ordinal);

    /// <summary>The same, as <c>preview --json</c> has them.</summary>
    public static ImmutableSortedDictionary<string, string> OfPreview(string json) => JsonNode.Parse(json)!["steps"]!.AsArray()
        .Select(step => (Urn: step!["urn"]!.GetValue<string>(), Kind: Kind(step["op"]!.GetValue<string>())))
        .Where(step => step.Kind is not null && TypeOf(step.Urn) != Stack)
        .GroupBy(step => Short(step.Urn), step => step.Kind!)
        .ToImmutableSortedDictionary(
            resource => resource.Key, resource => resource.Contains("replaced") ? "replaced" : resource.First(), StringComparer.Ordinal);

    /// <summary>Fails where they differ, and names each resource that does.</summary>
    public static void MustAgree(IReadOnlyDictionary<string, string> plan, IReadOnlyDictionary<string, string> preview)
    {
        var differences = plan.Keys.Union(preview.Keys).Order(StringComparer.Ordinal)
            .Where(resource => plan.GetValueOrDefault(resource) != preview.GetValueOrDefault(resource))
            .Select(resource => $"{resource}: plan says {plan.GetValueOrDefault(resource, "nothing")}, "
                + $"preview {preview.GetValueOrDefault(resource, "nothing")}")
            .ToArray();
        if (differences.Length > 0)
        {
            throw new StoryFailedException(
                $"The plan and the engine's preview differ in {differences.Length}:\n{string.Join('\n', differences)}");
        }
    }

    // To the engine that is no change: it notes the mark in the state, and asks no provider.
    private static bool IsProtectionAlone(JsonNode change) =>
        change["properties"]?.AsArray() is { Count: > 0 } properties
        && properties.All(property => property!["path"]!.GetValue<string>() == "protect");

    private static string? Kind(string operation) => operation switch
    {
        "create" or "import" => "added",
        "update" => "changed",
        "delete" => "removed",
        "replace" or "create-replacement" or "delete-replaced" or "import-replacement" => "replaced",
        _ => null,
    };

    private static string Short(string urn) => $"{TypeOf(urn)} {urn[(urn.LastIndexOf("::", StringComparison.Ordinal) + 2)..]}";

    private static string TypeOf(string urn) => urn.Split("::")[2].Split('$')[^1];
}
