using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Schemas;

/// <summary>The schemas of the folder ../shared/data.</summary>
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
        var definitions = Json("kubernetes", $"kubernetes-{version}.definitions.json")["definitions"]!.AsObject();
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

    /// <summary>The kinds that a Kubernetes version serves in namespaces and keeps, in their stable versions, as quotas name them.</summary>
    public static IEnumerable<string> NamespacedKinds(string version) =>
        JsonNode.Parse(File.ReadAllText(SharedFolder.Find("data", "kubernetes", $"kubernetes-{version}.api-resources.json")))!.AsArray()
            .Where(resource => (bool)resource!["namespaced"]! && resource["subresource"] is null
                && new[] { "create", "list", "watch", "delete" }.All(verb => resource["verbs"]!.AsArray().Any(one => (string)one! == verb))
                && Stable().IsMatch((string)resource["version"]!))
            .Select(resource => $"{(string)resource!["resource"]!}.{(string)resource["group"]!}".TrimEnd('.'))
            .Distinct(StringComparer.Ordinal);

    /// <summary>The schema of a chart's values.</summary>
    public static JsonObject Chart(params string[] folder) => Json([.. folder, "values.schema.json"]);

    /// <summary>A chart's own values.</summary>
    public static JsonObject ChartValues(params string[] folder) => Yaml(SharedFolder.Find(["data", .. folder, "values.yaml"])).AsObject();

    /// <summary>A Pulumi provider's schema.</summary>
    public static JsonObject Provider(string package) => Files.GetOrAdd(package, name =>
        Parse(Directory.EnumerateFiles(SharedFolder.Find("data", "pulumi"), $"pulumi-{name}-*.schema.json").Single()));

    private static JsonObject Json(params string[] path) =>
        Files.GetOrAdd(SharedFolder.Find(["data", .. path]), Parse);

    private static JsonObject Parse(string file) => JsonNode.Parse(File.ReadAllText(file))!.AsObject();

    private static StrictSchema? BuiltIn(string version, string apiVersion, string kind)
    {
        var definitions = Json("kubernetes", $"kubernetes-{version}.definitions.json")["definitions"]!.AsObject();
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
        var folders = new[] { "metallb", "cert-manager" }.Select(chart => SharedFolder.Find("data", chart, "crds"));
        foreach (var file in folders.SelectMany(folder => Directory.EnumerateFiles(folder)))
        {
            var spec = Yaml(file)["spec"]!;
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

    private static JsonNode Yaml(string file)
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(file);
        stream.Load(reader);
        return Convert(stream.Documents[0].RootNode)!;
    }

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(entry =>
            KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, Convert(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "null" or "~" } => null,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" } => true,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "false" } => false,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text }
            when long.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text }
            when double.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
        YamlScalarNode { Value: { } text } => text,
        _ => throw new InvalidOperationException($"{node.NodeType} at {node.Start} has no JSON form."),
    };
}
