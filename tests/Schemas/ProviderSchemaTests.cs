using System.Text.Json.Nodes;
using Infra.Planning;
using Infra.Stacks.Providers.HCloud;
using Infra.Tests.Planning;
using Infra.Tests.Upstream;
using Xunit;

namespace Infra.Tests.Schemas;

public sealed class ProviderSchemaTests
{
    private static readonly string[] Stacks = ["dev", "prod", "public-3", "floating", "ssh", "bgp"];

    [UpstreamFact("pulumi/")]
    public void Every_input_is_one_that_the_provider_knows_and_none_that_it_needs_is_missing() => Assert.Empty(
        Stacks.SelectMany(stack => PlannedStack.Get(stack).Plan.Resources).Where(HasSchema)
            .SelectMany(resource => Complaints(resource, resource.Inputs)
                .Select(complaint => $"{resource.Type} {resource.Name}: {complaint}")));

    [UpstreamFact("pulumi/pulumi-hcloud")]
    public void An_unknown_or_missing_input_is_found()
    {
        var server = PlannedStack.Dev.Plan.OfType(HCloudTypes.Server).First();
        var misspelt = server.Inputs.DeepClone().AsObject();
        misspelt["serverTyp"] = "cpx12";
        misspelt.Remove("serverType");
        Assert.Equal(["serverTyp is unknown", "serverType is missing"], Complaints(server, misspelt));
        var nested = server.Inputs.DeepClone().AsObject();
        nested["publicNets"]![0]!["ipv5"] = 1;
        Assert.Equal(["publicNets.ipv5 is unknown"], Complaints(server, nested));
    }

    // What the packages' classes add to a program's options by themselves, and what a plan made with the stand-ins has to have, too.
    [UpstreamFact("pulumi/")]
    public void Every_resource_has_the_aliases_and_the_secret_outputs_that_its_schema_gives_it()
    {
        var resources = Stacks.SelectMany(stack => PlannedStack.Get(stack).Plan.Resources)
            .Where(resource => HasSchema(resource) && !IsProvider(resource)).ToList();
        Assert.All(resources, resource =>
        {
            var schema = Schema(resource);
            var aliases = schema["aliases"]?.AsArray().Select(alias => $"{alias!["type"]}::{resource.Name}") ?? [];
            Assert.Equal(aliases.Order(StringComparer.Ordinal), resource.Aliases.Select(OwnTypeAndName).Order(StringComparer.Ordinal));
            var secrets = schema["properties"]!.AsObject().Where(output => output.Value!["secret"]?.GetValue<bool>() is true)
                .Select(output => output.Key);
            Assert.Empty(secrets.Except(resource.AdditionalSecretOutputs));
        });
        Assert.Contains(resources, resource => !resource.Aliases.IsEmpty);
        Assert.Contains(resources, resource => !resource.AdditionalSecretOutputs.IsEmpty);
    }

    private static string OwnTypeAndName(string urn) => string.Join("::", urn.Split("::", 4)[2].Split('$')[^1], urn.Split("::", 4)[3]);

    /// <summary>All but components, and custom resources, which no provider lists.</summary>
    private static bool HasSchema(PlannedResource resource) =>
        !resource.IsComponent
        && !resource.Type.Contains("metallb.io/", StringComparison.Ordinal)
        && !resource.Type.Contains("cert-manager.io/", StringComparison.Ordinal);

    private static string[] Complaints(PlannedResource resource, JsonObject inputs)
    {
        var described = Schema(resource);
        return [.. Complaints(inputs, described["inputProperties"], described["requiredInputs"], Package(resource), "")];
    }

    private static JsonNode Schema(PlannedResource resource)
    {
        var described = IsProvider(resource) ? Package(resource)["provider"] : Package(resource)["resources"]![resource.Type];
        Assert.True(described is not null, $"{resource.Type} isn't in the provider's schema");
        return described;
    }

    private static JsonObject Package(PlannedResource resource) =>
        UpstreamSchemas.Provider(IsProvider(resource) ? resource.Type.Split(':')[^1] : resource.Type.Split(':')[0]);

    private static bool IsProvider(PlannedResource resource) => resource.Type.StartsWith("pulumi:providers:", StringComparison.Ordinal);

    private static IEnumerable<string> Complaints(
        JsonObject inputs, JsonNode? properties, JsonNode? required, JsonObject schema, string path)
    {
        foreach (var (name, value) in inputs)
        {
            if (properties?[name] is not { } property)
            {
                yield return $"{path}{name} is unknown";
                continue;
            }

            foreach (var complaint in Nested(value, property, schema, $"{path}{name}.")) yield return complaint;
        }

        foreach (var name in required.Texts().Where(name => !inputs.ContainsKey(name))) yield return $"{path}{name} is missing";
    }

    private static IEnumerable<string> Nested(JsonNode? value, JsonNode property, JsonObject schema, string path)
    {
        if (value is JsonArray list && property["items"] is { } items) return list.SelectMany(item => Nested(item, items, schema, path));
        var type = property["$ref"]?.ToString() is { } reference && reference.StartsWith("#/types/", StringComparison.Ordinal)
            ? schema["types"]?[Uri.UnescapeDataString(reference["#/types/".Length..])]
            : null;
        return value is JsonObject map && type?["properties"] is { } known ? Complaints(map, known, type["required"], schema, path) : [];
    }
}
