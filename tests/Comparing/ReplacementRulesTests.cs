using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Comparing;
using Infra.Planning;
using Infra.Rendering;
using Infra.Tests.Planning;
using Infra.Tests.Upstream;
using Xunit;

namespace Infra.Tests.Comparing;

public sealed partial class ReplacementRulesTests
{
    private const string Folder = "pulumi/";

    [UpstreamFact(Folder)]
    public void What_the_schemas_say_is_what_they_say_today()
    {
        var rules = new JsonArray([.. Schemas().Select(Rules).Where(rules => rules["replaces"]!.AsObject().Count > 0)]);
        Snapshot.MatchesFile(
            Path.Combine(SharedFolder.Checkout, "infra", "Comparing", "schema-replacements.json"), PlanDocument.Text(rules));
    }

    [UpstreamFact(Folder)]
    public void Every_rule_is_about_an_input_that_there_is()
    {
        var inputs = Schemas().SelectMany(schema => schema["resources"]!.AsObject())
            .ToDictionary(resource => resource.Key, resource => resource.Value!["inputProperties"]!.AsObject());
        Assert.All(
            ReplacementRules.All.SelectMany(rules => rules.Replaces.Concat(rules.Unordered ?? rules.Replaces.Clear()))
                .Where(rule => !rule.Key.StartsWith("pulumi:", StringComparison.Ordinal) && inputs.ContainsKey(rule.Key)),
            rule => Assert.All(rule.Value, pattern =>
                Assert.Contains(PropertyPath.Parse(pattern).Steps[0], inputs[rule.Key].Select(input => input.Key))));
    }

    // A new version of a provider may replace for other things: read its code, then write the version down.
    [Fact]
    public void The_rules_were_read_of_the_versions_in_use()
    {
        var versions = Package().Matches(File.ReadAllText(Path.Combine(SharedFolder.Checkout, "Directory.Packages.props")))
            .ToDictionary(package => package.Groups[1].Value, package => package.Groups[2].Value);
        Assert.All(ReplacementRules.All, rules => Assert.Equal(versions[rules.Package], rules.Version));
        Assert.Equal(versions.Keys.Order(), ReplacementRules.All.Select(rules => rules.Package).Distinct().Order());
    }

    [Theory, EveryStack]
    public void An_object_of_another_name_is_another_object(PlannedStack stack) => Assert.All(stack.Plan.Objects(), resource =>
    {
        Assert.True(ReplacementRules.Replaces(resource, null, PropertyPath.Parse("metadata.name")));
        Assert.False(ReplacementRules.Replaces(resource, null, PropertyPath.Parse("metadata.labels.a")));
    });

    [Fact]
    public void A_config_map_is_changed_in_place_where_the_provider_is_told_to()
    {
        var plan = PlannedStack.Dev.Plan;
        var map = plan.Objects("ConfigMap").First();
        var provider = plan.OfType("pulumi:providers:kubernetes").Single();
        var mutable = provider with { Inputs = new JsonObject { ["enableConfigMapMutable"] = "true" } };
        var immutable = provider with { Inputs = new JsonObject { ["enableConfigMapMutable"] = "false" } };
        Assert.False(ReplacementRules.Replaces(map, mutable, PropertyPath.Parse("data.domains")));
        Assert.True(ReplacementRules.Replaces(map, immutable, PropertyPath.Parse("data.domains")));
    }

    private static JsonNode Rules(JsonNode schema)
    {
        var name = schema["name"]!.GetValue<string>();
        return new JsonObject
        {
            ["package"] = Package().Matches(File.ReadAllText(Path.Combine(SharedFolder.Checkout, "Directory.Packages.props")))
                .Select(package => package.Groups[1].Value)
                .Single(package => package.Equals($"Pulumi.{name}", StringComparison.OrdinalIgnoreCase)),
            ["version"] = schema["version"]!.GetValue<string>(),
            ["source"] = $"{name}'s schema.json",
            ["replaces"] = new JsonObject(schema["resources"]!.AsObject().OrderBy(resource => resource.Key, StringComparer.Ordinal)
                .Select(resource => KeyValuePair.Create(resource.Key, (JsonNode?)Replacing(resource.Value!)))
                .Where(resource => resource.Value!.AsArray().Count > 0)),
        };
    }

    private static JsonArray Replacing(JsonNode resource) => new([.. (resource["inputProperties"] as JsonObject ?? [])
        .Where(input => input.Value!["willReplaceOnChanges"] is not null || input.Value["replaceOnChanges"] is not null)
        .Select(input => (JsonNode)input.Key).OrderBy(name => name.GetValue<string>(), StringComparer.Ordinal)]);

    private static IEnumerable<JsonNode> Schemas() => Directory.EnumerateFiles(UpstreamFiles.Path(Folder), "*.schema.json")
        .Order(StringComparer.Ordinal).Select(file => JsonNode.Parse(File.ReadAllText(file))!);

    [GeneratedRegex("Include=\"(Pulumi\\.[A-Za-z]+)\" Version=\"([^\"]+)\"")]
    private static partial Regex Package();
}
