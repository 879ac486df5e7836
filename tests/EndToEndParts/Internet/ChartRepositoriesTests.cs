using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Infra.Components.Ingress;
using Infra.Components.Kubernetes;
using Infra.Tests.EndToEnd.Internet;
using Infra.Tests.EndToEnd.Internet.Charts;
using Infra.Tests.EndToEnd.Internet.Registries;
using Xunit;
using YamlDotNet.Serialization;

namespace Infra.Tests.EndToEndParts.Internet;

public sealed class ChartRepositoriesTests : IDisposable
{
    private const string Definitions = "https://raw.githubusercontent.com/nginxinc/kubernetes-json-schema/master/v1/_definitions.json";

    private readonly TemporaryFolder _folder = new();
    private readonly CertificateAuthority _authority = new("the tests' authority");

    public void Dispose()
    {
        _folder.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public void The_platforms_charts_are_looked_for_where_it_looks_for_them()
    {
        HelmChart[] charts = [HelmCharts.MetalLB, HelmCharts.CertManager, .. IngressControllers.All.Select(each => each.Chart)];

        Assert.Equal(
            charts.Select(chart => (new Uri(chart.Repository), chart.Name)).Order(Comparer),
            ChartRepositories.Charts.Select(chart => (chart.Key, chart.Value)).Order(Comparer));
    }

    [Fact]
    public async Task An_index_names_charts_and_what_their_archives_are()
    {
        WriteChart("metallb", "0.16.1", "1.10");
        WriteChart("traefik", "41.3.0", "v3");
        await using var online = await Online.StartAsync(_authority, new ChartRepositories(_folder.Path));

        var yaml = await online.Client.GetStringAsync("https://metallb.github.io/metallb/index.yaml");

        var index = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(yaml);
        var entries = Assert.IsType<Dictionary<object, object>>(index["entries"]);
        Assert.Equal(["metallb"], entries.Keys);
        var versions = Assert.IsType<List<object>>(entries["metallb"]);
        var entry = Assert.IsType<Dictionary<object, object>>(Assert.Single(versions));
        Assert.Equal(("0.16.1", "1.10"), (entry["version"], entry["appVersion"]));
        var url = Assert.Single(Assert.IsType<List<object>>(entry["urls"]));
        var archive = await online.Client.GetByteArrayAsync($"https://metallb.github.io/metallb/{url}");
        Assert.Equal(entry["digest"], Convert.ToHexStringLower(SHA256.HashData(archive)));
    }

    [Fact]
    public async Task A_repository_has_no_other_ones_chart()
    {
        WriteChart("metallb", "0.16.1", "v0");
        await using var online = await Online.StartAsync(_authority, new ChartRepositories(_folder.Path));

        using var answer = await online.Client.GetAsync("https://traefik.github.io/charts/metallb-0.16.1.tgz");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_registry_has_a_chart_as_Helm_puts_it_there()
    {
        var archive = WriteChart("nginx-ingress", "2.6.4", "5.5.4");
        var registry = new ImageRegistry(Directory.CreateDirectory(Path.Combine(_folder.Path, "images")).FullName, _authority);
        registry.AddChart("ghcr.io/nginx/charts", Assert.Single(ChartArchive.ReadAll(_folder.Path)));
        await using var online = await Online.StartAsync(_authority, registry);

        var manifest = JsonNode.Parse(await online.Client.GetStringAsync("https://ghcr.io/v2/nginx/charts/nginx-ingress/manifests/2.6.4"))!;

        var layer = Assert.Single(manifest["layers"]!.AsArray())!;
        Assert.Equal("application/vnd.cncf.helm.chart.content.v1.tar+gzip", (string?)layer["mediaType"]);
        Assert.Equal(
            archive, await online.Client.GetByteArrayAsync($"https://ghcr.io/v2/nginx/charts/nginx-ingress/blobs/{layer["digest"]}"));
    }

    [Fact]
    public async Task A_schema_that_a_charts_refers_to_is_there_and_accepts_anything()
    {
        WriteChart("nginx-ingress", "2.6.4", "5.5.4", $$"""
            {
              "properties": {
                "a": { "$ref": "{{Definitions}}#/definitions/io.k8s.Spec/properties/type" },
                "b": { "items": [{ "$ref": "{{Definitions}}#/definitions/io.k8s.Spec" }, { "$ref": "#/properties/a" }] }
              }
            }
            """);
        await using var online = await Online.StartAsync(_authority, new GitHub(new ReferencedSchemas(_folder.Path)));

        var schema = JsonNode.Parse(await online.Client.GetStringAsync(Definitions));

        var expected = JsonNode.Parse("""{"definitions": {"io.k8s.Spec": {"properties": {"type": {}}}}}""");
        Assert.True(JsonNode.DeepEquals(expected, schema), schema!.ToJsonString());
    }

    [Fact]
    public async Task A_real_schema_comes_first()
    {
        _folder.Write("raw/nginxinc/kubernetes-json-schema/master/v1/_definitions.json", "{}"u8.ToArray());
        var files = new RawFiles(Path.Combine(_folder.Path, "raw"));
        await using var online = await Online.StartAsync(_authority, new GitHub(files, new ReferencedSchemas(_folder.Path)));

        Assert.Equal("{}", await online.Client.GetStringAsync(Definitions));
        using var outside = await online.Client.GetAsync("https://raw.githubusercontent.com/..%2F..%2Fetc/passwd");
        Assert.Equal(HttpStatusCode.NotFound, outside.StatusCode);
    }

    private static Comparer<(Uri Repository, string Chart)> Comparer { get; } =
        Comparer<(Uri Repository, string Chart)>.Create((one, other) => string.CompareOrdinal(one.Chart, other.Chart));

    private byte[] WriteChart(string name, string version, string appVersion, string schema = "{}")
    {
        var chart = $"apiVersion: v2\nname: {name}\nversion: {version}\nappVersion: \"{appVersion}\"\nannotations:\n  a: b\n";
        var archive = Archives.Gzip(Archives.Tar(
            ($"{name}/charts/other/Chart.yaml", "name: other"u8.ToArray()),
            ($"{name}/Chart.yaml", Encoding.UTF8.GetBytes(chart)),
            ($"{name}/values.schema.json", Encoding.UTF8.GetBytes(schema))));
        _folder.Write($"{name}-{version}.tgz", archive);
        return archive;
    }
}
