using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Tests.Upstream;

namespace Infra.Tests.Schemas;

/// <summary>Schemas of upstream's, as <c>./build.sh fetch</c> brings them.</summary>
internal static partial class UpstreamSchemas
{
    private static readonly ConcurrentDictionary<string, JsonObject> Files = new();
    private static readonly ConcurrentDictionary<(string, string, string), StrictSchema?> Objects = new();

    /// <summary>The schema of a kind in a Kubernetes version; null if that version doesn't have it.</summary>
    public static StrictSchema? Object(string version, string apiVersion, string kind) => Objects.GetOrAdd(
        (version, apiVersion, kind),
        key => BuiltIn(key.Item1, key.Item2, key.Item3) ?? Custom(key.Item2, key.Item3));

    /// <summary>A definition of the Kubernetes API, with those that it refers to.</summary>
    public static StrictSchema Definition(string version, string name)
    {
        var definitions = Json($"kubernetes/{version}/swagger.json")["definitions"]!.AsObject();
        var needed = new JsonObject();
        Collect(name);
        return StrictSchema.Of(new JsonObject { ["$ref"] = $"#/definitions/{name}", ["definitions"] = needed }, closed: true);

        void Collect(string key)
        {
            if (needed.ContainsKey(key)) return;
            needed[key] = definitions[key]!.DeepClone();
            foreach (var reference in References(definitions[key])) Collect(reference["#/definitions/".Length..]);
        }
    }

    /// <summary>The kinds that a Kubernetes version serves in namespaces and keeps, in stable versions, as quotas name them.</summary>
    public static IEnumerable<string> NamespacedKinds(string version) => ApiResources.Of(version)
        .Where(resource => resource.Namespaced
            && resource.Verbs.IsSupersetOf(["create", "list", "watch", "delete"])
            && Stable().IsMatch(resource.Version))
        .Select(resource => $"{resource.Name}.{resource.Group}".TrimEnd('.'))
        .Distinct(StringComparer.Ordinal);

    /// <summary>The schema of a chart's values; without one, all is right.</summary>
    public static JsonObject Chart(string folder) =>
        File.Exists(UpstreamFiles.Path($"{folder}values.schema.json")) ? Json($"{folder}values.schema.json") : [];

    /// <summary>Whether a chart's templates read a value of this name, of which its own values and schema may say nothing.</summary>
    public static bool IsRead(string folder, string key) =>
        Directory.Exists(UpstreamFiles.Path($"{folder}templates"))
        && Directory.EnumerateFiles(UpstreamFiles.Path($"{folder}templates"), "*", SearchOption.AllDirectories)
            .Any(file => Regex.IsMatch(File.ReadAllText(file), $@"\.{Regex.Escape(key)}\b"));

    /// <summary>A chart's own values.</summary>
    public static JsonObject ChartValues(string folder) => YamlFile.Read(UpstreamFiles.Path($"{folder}values.yaml")).AsObject();

    /// <summary>A Pulumi provider's schema.</summary>
    public static JsonObject Provider(string package) => Files.GetOrAdd(package, name =>
        Parse(Directory.EnumerateFiles(UpstreamFiles.Path("pulumi"), $"pulumi-{name}-*.schema.json").Single()));

    private static JsonObject Json(string name) => Files.GetOrAdd(UpstreamFiles.Path(name), Parse);

    private static JsonObject Parse(string file) => JsonNode.Parse(File.ReadAllText(file))!.AsObject();

    private static StrictSchema? BuiltIn(string version, string apiVersion, string kind)
    {
        var definitions = Json($"kubernetes/{version}/swagger.json")["definitions"]!.AsObject();
        var parts = apiVersion.Split('/');
        var (group, name) = parts.Length == 1 ? ("", parts[0]) : (parts[0], parts[1]);
        var definition = definitions
            .Where(entry => entry.Value!["x-kubernetes-group-version-kind"] is JsonArray kinds && kinds.Any(IsWanted))
            .Select(entry => entry.Key)
            .SingleOrDefault();
        return definition is null ? null : Definition(version, definition);

        bool IsWanted(JsonNode? one) =>
            (string)one!["group"]! == group && (string)one["version"]! == name && (string)one["kind"]! == kind;
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(entry => entry.Key == "$ref" ? [entry.Value!.ToString()] : References(entry.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };

    private static StrictSchema? Custom(string apiVersion, string kind)
    {
        var parts = apiVersion.Split('/');
        var folders = new[] { "metallb", "cert-manager" }.Select(chart => UpstreamFiles.Path($"{chart}/crds"));
        foreach (var file in folders.SelectMany(folder => Directory.EnumerateFiles(folder)))
        {
            var spec = YamlFile.Read(file)["spec"]!;
            if ((string)spec["group"]! != parts[0] || (string)spec["names"]!["kind"]! != kind) continue;
            var version = spec["versions"]!.AsArray().Single(version => (string)version!["name"]! == parts[1])!;
            var schema = version["schema"]!["openAPIV3Schema"]!.DeepClone().AsObject();
            // The API server checks metadata, whatever a definition says.
            schema["properties"]!["metadata"] = new JsonObject { ["type"] = "object" };
            return StrictSchema.Of(schema, closed: true);
        }

        return null;
    }

    [GeneratedRegex(@"\Av[0-9]+\z")]
    private static partial Regex Stable();
}
