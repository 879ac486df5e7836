using System.Text.Json.Nodes;
using Infra.Planning;
using Infra.Rendering;
using Infra.Tests.Schemas;
using Infra.Tests.Upstream;
using Xunit;

namespace Infra.Tests.Planning;

/// <summary>Kubernetes' provider takes what isn't set from its caller's environment.</summary>
public sealed class EnvironmentTests
{
    private const string Provider = "pulumi:providers:kubernetes";

    /// <summary>Settings of which one is pinned and the others are the caller's machine's: where Helm keeps its files.</summary>
    private const string HelmSettings = "helmReleaseSettings";

    [UpstreamFact("pulumi/pulumi-kubernetes")]
    public async Task The_callers_environment_changes_no_plan()
    {
        var schema = UpstreamSchemas.Provider("kubernetes");
        var everywhere = Defaults(schema["provider"]!["inputProperties"]!)
            .Concat(schema["types"]!.AsObject().SelectMany(type => Defaults(type.Value!["properties"])))
            .SelectMany(input => input.Variables.Select(variable => (variable, Value: Unlike(input.Name, input.Type))))
            .ToArray();
        Assert.Contains(("KUBECONFIG", "/elsewhere"), everywhere);
        using var workplace = new Workplace();

        var (status, _, error) = await workplace.RunAsync(["plan", "dev", "--out", "out"], everywhere);

        Assert.Equal((0, ""), (status, error));
        Assert.Equal(PlanFiles.Render(PlannedStack.Dev.Plan).AsEnumerable(), workplace.Files("out"));
    }

    [UpstreamFact("pulumi/pulumi-kubernetes")]
    public void Every_input_that_has_a_default_from_the_environment_is_set()
    {
        var schema = UpstreamSchemas.Provider("kubernetes");
        var inputs = PlannedStack.Dev.Plan.OfType(Provider).Single().Inputs;

        Assert.All(Defaults(schema["provider"]!["inputProperties"]!), input => Assert.Contains(input.Name, inputs));

        // A group of settings that isn't made reads nothing; one that is made reads each of its settings.
        Assert.DoesNotContain("kubeClientSettings", inputs);
        var helm = JsonNode.Parse(inputs[HelmSettings]!.GetValue<string>())!.AsObject();
        Assert.Equal(["driver"], helm.Select(setting => setting.Key));
    }

    private static IEnumerable<(string Name, string Type, string[] Variables)> Defaults(JsonNode? properties) =>
        (properties?.AsObject() ?? []).Where(property => property.Value!["defaultInfo"]?["environment"] is not null)
        .Select(property => (
            property.Key, property.Value!["type"]!.GetValue<string>(), property.Value["defaultInfo"]!["environment"].Texts()));

    /// <summary>A value that the program wouldn't choose.</summary>
    private static string Unlike(string input, string type) => type switch
    {
        "boolean" => input == "enableServerSideApply" ? "false" : "true",
        "integer" or "number" => "7",
        _ => "/elsewhere",
    };
}
