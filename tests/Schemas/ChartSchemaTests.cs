using System.Text.Json.Nodes;
using Infra.Planning;
using Infra.Tests.Planning;
using Infra.Tests.Upstream;
using Xunit;

namespace Infra.Tests.Schemas;

public sealed class ChartSchemaTests
{
    /// <summary>Where subcharts' values lie among upstream's files, by the key of their values.</summary>
    private static readonly Dictionary<string, (string Key, string Folder)[]> Subcharts = new()
    {
        ["metallb"] = [("frr-k8s", "metallb/subchart-frr-k8s/")],
    };

    /// <summary>Values that a chart hands on to Kubernetes as they are.</summary>
    private static readonly (string Chart, string[] Path, string Definition)[] HandedOn =
    [
        ("traefik", ["service", "spec"], "io.k8s.api.core.v1.ServiceSpec"),
        ("traefik", ["updateStrategy"], "io.k8s.api.apps.v1.DeploymentStrategy"),
        ("nginx-ingress", ["controller", "strategy"], "io.k8s.api.apps.v1.DeploymentStrategy"),
    ];

    [ChartValuesFact]
    public void Every_releases_values_fit_its_charts_schema() => Assert.Empty(Complaints((folder, values) => Complaints(folder, values)));

    [ChartValuesFact]
    public void Every_value_that_is_set_is_one_that_its_chart_knows() => Assert.Empty(Complaints(UnknownIn));

    [UpstreamFact("kubernetes/1.36/")]
    public void What_a_chart_hands_on_to_Kubernetes_fits_there() => Assert.All(HandedOn, handed =>
    {
        var schema = UpstreamSchemas.Definition("1.36", handed.Definition);
        var parts = Releases()
            .Where(release => ChartOf(release) == handed.Chart)
            .Select(release => release.At(["values", .. handed.Path]))
            .ToList();
        Assert.NotEmpty(parts);
        Assert.Empty(parts.SelectMany(part => schema.Complaints(part!)));
    });

    [ChartValuesFact]
    public void The_versions_of_charts_are_those_whose_schemas_were_checked() => Assert.All(Releases(), release =>
    {
        var chart = File.ReadAllLines(UpstreamFiles.Path($"{FolderOf(release)}Chart.yaml"))
            .Single(line => line.StartsWith("version:", StringComparison.Ordinal))["version:".Length..].Trim();
        // cert-manager's chart gets its version when it is packed.
        if (chart != "v0.0.0") Assert.Equal(chart, release.Text("version"));
    });

    [ChartValuesFact]
    public void A_misspelt_value_is_found()
    {
        Assert.Equal(["speaker.tolerationz"], UnknownIn("metallb/chart/", Parse("""{ "speaker": { "tolerationz": [] } }""")));
        Assert.Equal(
            ["controller.watchNamespaces"],
            UnknownIn("nginx-ingress/chart/", Parse("""{ "controller": { "watchNamespaces": "x" } }""")));
        Assert.NotEmpty(Complaints("traefik/chart/", Parse("""{ "deploymnt": {} }""")));
        Assert.NotEmpty(Complaints("cert-manager/chart/", Parse("""{ "crds": { "enabled": "yes" } }""")));
    }

    private static IEnumerable<PlannedResource> Releases() =>
        new[] { "dev", "prod", "bgp", "dual-stack", "controllers" }
            .SelectMany(stack => PlannedStack.Get(stack).Plan.OfType(PlanQueries.Release));

    /// <summary>What is wrong with releases' values: the charts' own, and those of their subcharts by themselves.</summary>
    private static IEnumerable<string> Complaints(Func<string, JsonObject, IEnumerable<string>> check)
    {
        foreach (var release in Releases())
        {
            var values = release.Inputs["values"]!.DeepClone().AsObject();
            foreach (var (key, subfolder) in Subcharts.GetValueOrDefault(ChartOf(release), []))
            {
                if (values[key] is not JsonObject part) continue;
                foreach (var complaint in check(subfolder, part)) yield return $"{release.Name} {key}.{complaint}";
                values.Remove(key);
            }

            foreach (var (_, path, _) in HandedOn.Where(handed => handed.Chart == ChartOf(release)))
                values.At(path[..^1])!.AsObject().Remove(path[^1]);
            foreach (var complaint in check(FolderOf(release), values)) yield return $"{release.Name} {complaint}";
        }
    }

    private static string ChartOf(PlannedResource release) => release.Text("chart")!.Split('/')[^1];

    /// <summary>Where a release's chart lies among upstream's files.</summary>
    private static string FolderOf(PlannedResource release) => $"{ChartOf(release)}/chart/";

    /// <summary>What a chart says of values: Helm lays them over the chart's own first.</summary>
    private static string[] Complaints(string folder, JsonObject values)
    {
        var merged = UpstreamSchemas.ChartValues(folder);
        Overlay(merged, values);
        return StrictSchema.Of(UpstreamSchemas.Chart(folder), closed: false).Complaints(merged);
    }

    private static void Overlay(JsonObject below, JsonObject above)
    {
        foreach (var (key, value) in above)
        {
            if (value is JsonObject map && below[key] is JsonObject known) Overlay(known, map);
            else below[key] = value?.DeepClone();
        }
    }

    private static string[] UnknownIn(string folder, JsonObject values)
    {
        var schema = UpstreamSchemas.Chart(folder);
        var unknown = Unknown(values, UpstreamSchemas.ChartValues(folder), schema, schema, "");
        // Many charts have no schema, and name what is optional in comments alone.
        return [.. schema.Count > 0 ? unknown : unknown.Where(place => !UpstreamSchemas.IsRead(folder, place.Split('.')[^1]))];
    }

    /// <summary>Paths of keys that neither the chart's values nor its schema have. Below a map of free names all is allowed.</summary>
    private static IEnumerable<string> Unknown(JsonObject values, JsonNode? known, JsonNode? schema, JsonObject root, string path)
    {
        schema = Resolve(schema, root);
        if (IsFree(known, schema)) yield break;
        foreach (var (key, value) in values)
        {
            var place = path.Length == 0 ? key : $"{path}.{key}";
            var isKnown = known is JsonObject map && map.ContainsKey(key);
            var described = schema?["properties"]?[key];
            if (!isKnown && described is null) yield return place;
            else if (value is JsonObject below)
            {
                foreach (var unknown in Unknown(below, known?[key], described, root, place)) yield return unknown;
            }
        }
    }

    /// <summary>
    /// Whether names in a map are free, as those of labels are: its schema lists none, or without a schema, its values are empty.
    /// </summary>
    private static bool IsFree(JsonNode? known, JsonNode? schema) => schema is JsonObject { Count: > 0 } described
        ? described["properties"] is not JsonObject { Count: > 0 } && !described.ContainsKey("allOf")
        : known is JsonObject { Count: 0 } or null;

    private static JsonNode? Resolve(JsonNode? schema, JsonObject root)
    {
        while (schema?["$ref"] is JsonValue reference && reference.ToString().StartsWith("#/", StringComparison.Ordinal))
            schema = reference.ToString()[2..].Split('/').Aggregate((JsonNode?)root, (node, step) => node?[step]);
        return schema;
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
