using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Tests.Upstream;

namespace Infra.Tests.Schemas;

/// <summary>A resource that the Kubernetes API serves.</summary>
/// <param name="Group">Its group; empty for the core's.</param>
/// <param name="Version">A version of it.</param>
/// <param name="Kind">The kind of its objects.</param>
/// <param name="Name">Its plural name, as quotas and roles have it.</param>
/// <param name="Namespaced">Whether its objects lie in namespaces.</param>
/// <param name="Verbs">What can be done with it.</param>
internal sealed record ApiResource(
    string Group, string Version, string Kind, string Name, bool Namespaced, ImmutableHashSet<string> Verbs);

/// <summary>The resources that a Kubernetes version serves, from its discovery documents.</summary>
internal static class ApiResources
{
    private static readonly ConcurrentDictionary<string, ImmutableArray<ApiResource>> Known = new(StringComparer.Ordinal);

    /// <summary>All resources of a version, without subresources.</summary>
    public static ImmutableArray<ApiResource> Of(string version) => Known.GetOrAdd(version, _ =>
        [.. new[] { "api__v1.json", "aggregated_v2.json" }.SelectMany(document => Read($"kubernetes/{version}/{document}"))]);

    private static IEnumerable<ApiResource> Read(string name)
    {
        var document = JsonNode.Parse(File.ReadAllText(UpstreamFiles.Path(name)))!;
        return document is JsonArray table ? Tabulated(table) : document["items"] is JsonArray groups ? Grouped(groups) : Core(document);
    }

    private static IEnumerable<ApiResource> Core(JsonNode list) =>
        from resource in list["resources"]!.AsArray()
        where !((string)resource["name"]!).Contains('/', StringComparison.Ordinal)
        select new ApiResource(
            "",
            (string)list["groupVersion"]!,
            (string)resource["kind"]!,
            (string)resource["name"]!,
            (bool)resource["namespaced"]!,
            Verbs(resource));

    private static IEnumerable<ApiResource> Grouped(JsonArray groups) =>
        from item in groups
        from version in item["versions"]!.AsArray()
        from resource in version["resources"]!.AsArray()
        select new ApiResource(
            (string)item["metadata"]!["name"]!,
            (string)version["version"]!,
            (string)resource["responseKind"]!["kind"]!,
            (string)resource["resource"]!,
            (string)resource["scope"]! == "Namespaced",
            Verbs(resource));

    /// <summary>All of both documents, as a mirror may keep them: one list.</summary>
    private static IEnumerable<ApiResource> Tabulated(JsonArray table) =>
        from resource in table
        where resource["subresource"] is null
        select new ApiResource(
            (string)resource["group"]!,
            (string)resource["version"]!,
            (string)resource["kind"]!,
            (string)resource["resource"]!,
            (bool)resource["namespaced"]!,
            Verbs(resource));

    private static ImmutableHashSet<string> Verbs(JsonNode resource) => [.. resource["verbs"]!.AsArray().Select(verb => (string)verb!)];
}
