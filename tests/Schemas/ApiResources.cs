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

/// <summary>The resources that a Kubernetes version serves, from its discovery document.</summary>
internal static class ApiResources
{
    /// <summary>All resources of a version, without subresources.</summary>
    public static IEnumerable<ApiResource> Of(string version)
    {
        var document = JsonNode.Parse(File.ReadAllText(UpstreamFiles.Path($"kubernetes/{version}/aggregated_v2.json")))!;
        return document is JsonArray table ? Tabulated(table) : Discovered(document);
    }

    private static IEnumerable<ApiResource> Discovered(JsonNode document) =>
        from item in document["items"]!.AsArray()
        from version in item["versions"]!.AsArray()
        from resource in version["resources"]!.AsArray()
        select new ApiResource(
            (string?)item["metadata"]?["name"] ?? "",
            (string)version["version"]!,
            (string)resource["responseKind"]!["kind"]!,
            (string)resource["resource"]!,
            (string)resource["scope"]! == "Namespaced",
            Verbs(resource));

    /// <summary>The same as a mirror may keep it: one list.</summary>
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
