using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Components.Ingress;
using Infra.Planning;
using Infra.Tests.Schemas;

namespace Infra.Tests.Charts;

/// <summary>Helm on this machine: what it makes of a planned release. Each release is rendered once in a test run.</summary>
internal static class Helm
{
    private static readonly Lazy<string?> Program = new(Find);

    private static readonly ConcurrentDictionary<(string, string, string, string), Lazy<ImmutableArray<JsonObject>>> Rendered = new();

    /// <summary>Why releases of ingress controllers' charts, or of others, can't be rendered here, or null.</summary>
    public static string? Missing(params string[] charts) => Program.Value is null
        ? "This test needs helm, which is neither on the PATH nor in ../shared/tools; install it: https://helm.sh/docs/intro/install."
        : IngressControllers.All.Select(controller => controller.Chart.Name).Concat(charts)
            .Select(ChartFiles.Missing).FirstOrDefault(missing => missing is not null);

    /// <summary>The objects of a release, hooks included; what is null in them is left out, as the API server does.</summary>
    public static ImmutableArray<JsonObject> Render(PlannedResource release)
    {
        var key = (release.Text("name")!, release.Text("namespace")!, release.Text("chart")!, release.Inputs["values"]!.ToJsonString());
        return Rendered.GetOrAdd(key, _ => new(() => [.. Template(release)])).Value;
    }

    private static IEnumerable<JsonObject> Template(PlannedResource release)
    {
        var chart = release.Text("chart")!;
        List<string> arguments =
        [
            "template", release.Text("name")!, ChartFiles.Path(chart),
            "--namespace", release.Text("namespace")!, "--kube-version", "1.36.4", "--values", "-",
        ];
        if (release.At("skipCrds")?.GetValue<bool>() ?? false) arguments.Add("--skip-crds");
        // The schema of F5's chart refers to one at raw.githubusercontent.com; ChartSchemaTests compare with it without that.
        if (chart == "nginx-ingress") arguments.Add("--skip-schema-validation");
        var result = LocalProgram.RunWithInput(Program.Value!, release.Inputs["values"]!.ToJsonString(), [.. arguments]);
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"{chart} for {release.Name} can't be rendered: {result.Error.Trim()}");
        return YamlFile.Documents(result.Output).OfType<JsonObject>().Select(WithoutNulls);
    }

    private static JsonObject WithoutNulls(JsonObject map) => new(map
        .Where(entry => entry.Value is not null)
        .Select(entry => KeyValuePair.Create(entry.Key, WithoutNulls(entry.Value))));

    private static JsonNode? WithoutNulls(JsonNode? node) => node switch
    {
        JsonObject map => WithoutNulls(map),
        JsonArray list => new JsonArray([.. list.Select(WithoutNulls)]),
        _ => node?.DeepClone(),
    };

    /// <summary>Helm of the PATH, else the one that ../shared/tools brings where it can.</summary>
    private static string? Find()
    {
        var known = SharedFolder.Path is null ? null : Path.Combine(SharedFolder.Path, "tools", "helm");
        return new[] { LocalProgram.Find("helm"), known }
            .OfType<string>()
            .FirstOrDefault(program => File.Exists(program) && LocalProgram.Run(program, "version").ExitCode == 0);
    }
}
