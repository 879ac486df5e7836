using System.Text;
using System.Text.Json.Nodes;
using Infra.Tests.EndToEnd.Internet.Registries;

namespace Infra.Tests.EndToEnd.Internet.Charts;

/// <summary>Charts in a registry (https://helm.sh/docs/topics/registries): <c>oci://ghcr.io/nginx/charts/nginx-ingress</c>.</summary>
internal static class ChartArtifacts
{
    private const string Configuration = "application/vnd.cncf.helm.config.v1+json";
    private const string Content = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";

    /// <summary>Adds a chart.</summary>
    /// <param name="registry">Where it is to be had.</param>
    /// <param name="place">Registry and folder: <c>ghcr.io/nginx/charts</c>.</param>
    /// <param name="chart">Which; its version becomes the tag, with <c>_</c> for <c>+</c> as Helm has it.</param>
    public static void AddChart(this ImageRegistry registry, string place, ChartArchive chart)
    {
        var configuration = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["name"] = chart.Name,
            ["version"] = chart.Version,
            ["apiVersion"] = chart["apiVersion"],
            ["appVersion"] = chart["appVersion"],
        }.ToJsonString());
        var archive = chart.Bytes.ToArray();
        var manifest = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = MediaTypes.Manifest,
            ["config"] = Describe(Configuration, configuration),
            ["layers"] = new JsonArray(Describe(Content, archive)),
        };
        registry.Add($"{place}/{chart.Name}:{chart.Version.Replace('+', '_')}", manifest, configuration, archive);
    }

    private static JsonObject Describe(string mediaType, byte[] bytes) =>
        new Descriptor(mediaType, Registries.Content.Of(bytes).Digest(), bytes.Length).ToJson();
}
