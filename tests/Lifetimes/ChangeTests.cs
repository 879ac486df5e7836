using System.Text.Json.Nodes;
using Infra.Tests.Planning;
using Infra.Tests.Settings;
using Xunit;

namespace Infra.Tests.Lifetimes;

/// <summary>One setting changes, and changes back.</summary>
public sealed class ChangeTests
{
    /// <summary>A stack of many tells only a part of the stories, another one for each stack.</summary>
    private const int OfMany = 6;

    /// <summary>Settings of one tenant, of which no other may notice anything.</summary>
    private static readonly (string Path, string Json)[] OfTenant =
    [
        ("ingress", "\"nginx\""),
        ("ingress", "\"traefik\""),
        ("serverType", "\"cpx32\""),
        ("domains", """["other.example.com"]"""),
        ("quota", """{ "memory": "2Gi" }"""),
        ("labels", """{ "example.com/team": "retail" }"""),
        ("address", "\"floating\""),
        ("namespaces", """["staging"]"""),
        ("namespaces", """["preview", "review"]"""),
        ("registries", """["ghcr.io/acme"]"""),
        ("rebuild", "\"now\""),
        ("location", "\"hel1\""),
        ("kubeletMaxPods", "60"),
        ("placementGroup", "\"none\""),
        ("access", """{ "token": "2" }"""),
        ("access", """{ "cidrs": ["192.0.2.16/28"] }"""),
        ("host.reinstalled", "\"2026-11-22\""),
        ("host.user", "\"debian\""),
    ];

    /// <summary>Settings of the whole cluster.</summary>
    private static readonly (string Path, string Json)[] OfCluster =
    [
        ("certificates.issuer", "\"letsencrypt-staging\""),
        ("certificates.issuer", "\"self-signed\""),
        ("administrators.cidrs", """["198.51.100.0/24"]"""),
        ("controlPlane.openToTheWorld", "true"),
        ("controlPlane.endpoint", "\"api.example.com\""),
        ("protect", "true"),
        ("protect", "false"),
        ("oidc", """{ "issuer": "https://login.example.com", "audiences": ["kubernetes"] }"""),
        ("bgp", """{ "asn": 64512, "peers": [{ "address": "203.0.113.254", "asn": 64513 }] }"""),
        ("k3sVersion", "\"v1.36.3+k3s1\""),
        ("k3sVersion", "\"v1.35.9+k3s1\""),
    ];

    public static TheoryData<string, string, string> TenantChanges => Each(OfTenant, "tenants[0]");

    public static TheoryData<string, string, string> ClusterChanges => Each(OfCluster, "cluster");

    [Theory, MemberData(nameof(TenantChanges))]
    public void A_tenants_setting_changes_and_changes_back_and_no_other_tenant_notices(string stack, string path, string json) =>
        Tell(stack, path, json, settings => settings["tenants"]![0]!["name"]!.GetValue<string>());

    [Theory, MemberData(nameof(ClusterChanges))]
    public void A_clusters_setting_changes_and_changes_back(string stack, string path, string json) => Tell(stack, path, json, _ => null);

    [Theory]
    [InlineData("public")]
    [InlineData("ssh")]
    public void A_tenant_is_added_to_a_stack_that_is_up_and_removed_again(string label)
    {
        var after = Settings(label);
        var before = after.DeepClone().AsObject();
        before["tenants"]!.AsArray().RemoveAt(0);
        Story.Of(PlannedStack.Of(label, before), PlannedStack.Of(label, after), after["tenants"]![0]!["name"]!.GetValue<string>())
            .TellAndGoBack();
    }

    [Fact]
    public void A_server_of_three_that_was_installed_anew_joins_again_also_when_the_run_is_taken_back() => Tell(
        "administered", "cluster.controlPlane.hosts[1]", """{ "address": "203.0.113.2", "reinstalled": "2026-11-22" }""", _ => null);

    private static void Tell(string label, string path, string json, Func<JsonObject, string?> tenant)
    {
        var before = Settings(label);
        var after = before.DeepClone().AsObject().With(path, json);
        Story.Of(PlannedStack.Of(label, before), PlannedStack.Of(label, after), tenant(before)).TellAndGoBack();
    }

    private static JsonObject Settings(string label) =>
        Planning.Stacks.Named.Single(stack => stack.Label == label).Settings.DeepClone().AsObject();

    // What a stack's settings don't allow isn't a change of it, and neither is what they say already.
    private static TheoryData<string, string, string> Each((string Path, string Json)[] changes, string place)
    {
        var data = new TheoryData<string, string, string>();
        var number = 0;
        foreach (var (label, settings) in Planning.Stacks.Named.Where(stack => stack.Settings["tenants"]!.AsArray().Count > 0))
        {
            number++;
            for (var index = 0; index < changes.Length; index++)
            {
                var path = $"{place}.{changes[index].Path}";
                if (label is not ("public" or "ssh") && (index + number) % OfMany >= Effort.Factor) continue;
                if (Changed(settings, path, changes[index].Json) is { } after
                    && !JsonNode.DeepEquals(after, settings) && after.Problems().Length == 0)
                {
                    data.Add(label, path, changes[index].Json);
                }
            }
        }

        return data;
    }

    private static JsonObject? Changed(JsonObject settings, string path, string json)
    {
        var after = settings.DeepClone().AsObject();
        // Some hosts are written as an address alone.
        if (path.Contains(".host.", StringComparison.Ordinal) && after["tenants"]![0]!["host"] is not JsonObject) return null;
        return after.With(path, json);
    }
}
