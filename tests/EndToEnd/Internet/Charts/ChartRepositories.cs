using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Infra.Tests.EndToEnd.Internet.Charts;

/// <summary>
/// The repositories that the platform's charts come from, each with its own chart alone (https://helm.sh/docs/topics/chart_repository).
/// </summary>
internal sealed class ChartRepositories : ISite
{
    /// <summary>Repositories, and which chart each has.</summary>
    public static readonly IReadOnlyDictionary<Uri, string> Charts = new Dictionary<Uri, string>
    {
        [new Uri("https://charts.jetstack.io")] = "cert-manager",
        [new Uri("https://helm.nginx.com/stable")] = "nginx-ingress",
        [new Uri("https://metallb.github.io/metallb")] = "metallb",
        [new Uri("https://traefik.github.io/charts")] = "traefik",
    };

    private readonly IReadOnlyList<ChartArchive> _charts;

    /// <param name="folder">Packed charts, <c>*.tgz</c>.</param>
    public ChartRepositories(string folder) => _charts = ChartArchive.ReadAll(folder);

    public IReadOnlyCollection<string> Names => [.. Charts.Keys.Select(repository => repository.Host)];

    public async Task AnswerAsync(HttpContext context)
    {
        var (repository, name) = Charts.Single(chart => chart.Key.Host == context.Request.Host.Host);
        var charts = _charts.Where(chart => chart.Name == name).ToList();
        var path = context.Request.Path.Value!;
        var folder = repository.AbsolutePath.TrimEnd('/') + "/";
        var file = path.StartsWith(folder, StringComparison.Ordinal) ? path[folder.Length..] : "";
        if (file == "index.yaml")
            await TypedResults.Text(Index(charts).ToJsonString(), "text/yaml").ExecuteAsync(context);
        else if (charts.Find(chart => chart.FileName == file) is { } archive)
            await TypedResults.Bytes(archive.Bytes, "application/gzip").ExecuteAsync(context);
        else
            context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    // JSON is YAML, and leaves no doubt about what is a text.
    private static JsonObject Index(IEnumerable<ChartArchive> charts) => new()
    {
        ["apiVersion"] = "v1",
        ["generated"] = "1970-01-01T00:00:00Z",
        ["entries"] = new JsonObject(charts.GroupBy(chart => chart.Name).Select(versions =>
            KeyValuePair.Create(versions.Key, (JsonNode?)new JsonArray([.. versions.Select(Entry)])))),
    };

    private static JsonObject Entry(ChartArchive chart) => new()
    {
        ["apiVersion"] = chart["apiVersion"],
        ["name"] = chart.Name,
        ["version"] = chart.Version,
        ["appVersion"] = chart["appVersion"],
        ["kubeVersion"] = chart["kubeVersion"],
        ["description"] = chart["description"],
        ["urls"] = new JsonArray(chart.FileName),
        ["digest"] = chart.Digest,
    };
}
