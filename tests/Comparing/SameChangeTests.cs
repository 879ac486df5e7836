using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Comparing;
using Infra.Tests.Settings;
using Xunit;

namespace Infra.Tests.Comparing;

/// <summary>Of the same change, the plan, the engine's preview and its run say the same.</summary>
public sealed class SameChangeTests
{
    private static readonly Dictionary<string, (Func<JsonObject> Settings, Action<JsonObject> Change)> Changes = new()
    {
        ["three servers instead of one"] = (Private, settings => settings.With("cluster.controlPlane.count", "3")),
        ["three public servers instead of one"] = (Public, settings => settings.With("cluster.controlPlane.count", "3")),
        ["one server instead of three"] = (ThreeServers, settings => settings.With("cluster.controlPlane.count", "1")),
        ["one of three servers rebuilt"] = (ThreeServers, Rebuilt),
        ["one of three public servers rebuilt"] =
            (() => ThreeServers().With("cluster.network", "\"public\""), Rebuilt),
        ["a tenant rebuilt"] = (Private, settings => settings.With("tenants[0].rebuild", "\"debian-14\"")),
        ["a tenant rebuilt in a public network"] = (Public, settings => settings.With("tenants[0].rebuild", "\"debian-14\"")),
        ["a tenant in another location"] = (Private, settings => settings.With("tenants[0].location", "\"hel1\"")),
        ["a tenant in another location of a public network"] = (Public, settings => settings.With("tenants[0].location", "\"hel1\"")),
        ["a tenant at a floating address"] = (Private, settings => settings.With("tenants[0].address", "\"floating\"")),
        ["another private address of a tenant"] = (Private, settings => settings.With("tenants[0].privateAddress", "\"10.0.1.77\"")),
        ["another tenant"] = (Private, settings => settings.With(
            "tenants[+]", """{ "name": "tenant-c", "serverType": "cpx12", "domains": ["c.example.com"] }""")),
        ["another tenant in a public network"] = (Public, settings => settings.With(
            "tenants[+]", """{ "name": "tenant-c", "serverType": "cpx12", "domains": ["c.example.com"] }""")),
        ["a tenant less"] = (Private, settings => settings["tenants"]!.AsArray().RemoveAt(0)),
        ["another namespace"] = (Private, settings => settings.With("tenants[0].namespaces", """["staging"]""")),
        ["another ingress controller"] = (Private, settings => settings.With("tenants[0].ingress", "\"nginx\"")),
        ["another server type"] = (Private, settings => settings.With("tenants[0].serverType", "\"cpx32\"")),
        ["a patch of K3s"] = (ThreeServers, settings => settings.With("cluster.k3sVersion", "\"v1.36.5+k3s1\"")),
        ["a quota"] = (Private, settings => settings.With("tenants[0].quota", """{ "memory": "512Mi" }""")),
        ["another issuer"] = (Private, settings => settings.With("cluster.certificates.issuer", "\"letsencrypt-staging\"")),
        ["a public network"] = (ThreeServers, settings => settings.With("cluster.network", "\"public\"")),
        ["a private network"] = (Public, settings => settings.With("cluster.network", "\"private\"")),
        ["another private range"] = (ThreeServers, settings => settings.With(
            "cluster.network", """{ "type": "private", "range": "10.1.0.0/16" }""")),
        ["an endpoint"] = (ThreeServers, settings => settings.With("cluster.controlPlane.endpoint", "\"api.example.com\"")),
        ["three existing servers instead of one"] = (SettingsText.Ssh, settings => settings.With(
            "cluster.controlPlane", """{ "count": 3, "hosts": ["203.0.113.1", "203.0.113.2", "203.0.113.3"] }""")),
        ["an existing machine reinstalled"] = (SettingsText.Ssh, settings => settings.With(
            "tenants[0].host", """{ "address": "203.0.113.11", "reinstalled": "2026-11" }""")),
        ["another existing machine"] = (SettingsText.Ssh, settings => settings.With("tenants[0].host", "\"203.0.113.99\"")),
    };

    // The administrator's credentials come from the entry server, and a preview can't know those of another one. Without them it shows
    // every object in the cluster as changed.
    private static readonly Dictionary<string, (Func<JsonObject> Settings, Action<JsonObject> Change)> OtherCredentials = new()
    {
        ["another entry"] = (ThreeServers, settings => settings.With("cluster.controlPlane.entry", "2")),
        ["the only server rebuilt"] =
            (Private, settings => settings.With("cluster.controlPlane.rebuild", """{ "server": 1, "why": "debian-14" }""")),
    };

    public static TheoryData<string> Names => [.. Changes.Keys];

    public static TheoryData<string> NamesOfOtherCredentials => [.. OtherCredentials.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task A_plan_a_preview_and_a_run_say_the_same(string name)
    {
        var (before, after) = Of(Changes[name]);
        var run = await ImitatedEngine.ChangesAsync(before, after, preview: false);
        Assert.NotEmpty(run);
        AssertSame(run, Planned(before, after));
        AssertSame(run, await ImitatedEngine.ChangesAsync(before, after, preview: true));
    }

    [Theory, MemberData(nameof(NamesOfOtherCredentials))]
    public async Task Where_the_preview_cannot_know_the_credentials_plan_and_run_say_the_same(string name)
    {
        var (before, after) = Of(OtherCredentials[name]);
        var run = await ImitatedEngine.ChangesAsync(before, after, preview: false);
        AssertSame(run, Planned(before, after));
        var preview = await ImitatedEngine.ChangesAsync(before, after, preview: true);
        Assert.All(preview.Except(run), change => Assert.StartsWith($"{ChangeKind.Changed} kubernetes:", change, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("one of three servers rebuilt", 7, "-control-plane-2")]
    [InlineData("a tenant rebuilt", 8, "tenant-a")]
    public void A_machine_that_is_rebuilt_is_replaced_with_what_is_on_it_and_nothing_else_happens(string name, int count, string own)
    {
        var (before, after) = Of(Changes[name]);
        var comparison = PlanComparer.Compare(Change.Plan(before), Change.Plan(after));
        Assert.Equal(count, comparison.Count(ChangeKind.Replaced));
        Assert.Equal(count, comparison.Changes.Length);
        Assert.All(comparison.Changes, change => Assert.Contains(own, $"-{change.Resource.Name}", StringComparison.Ordinal));
        Assert.DoesNotContain(comparison.Dangers, danger => danger.Rule.Name == "control-plane-at-once");
    }

    private static void AssertSame(ImmutableSortedSet<string> run, ImmutableSortedSet<string> said)
    {
        Assert.Empty(run.Except(said));
        Assert.Empty(said.Except(run));
    }

    private static (JsonObject Before, JsonObject After) Of((Func<JsonObject> Settings, Action<JsonObject> Change) change)
    {
        var (before, after) = (change.Settings(), change.Settings());
        change.Change(after);
        return (before, after);
    }

    private static ImmutableSortedSet<string> Planned(JsonObject before, JsonObject after) =>
    [
        .. PlanComparer.Compare(Change.Plan(before), Change.Plan(after)).Changes
            .Select(change => $"{change.Kind} {change.Resource.Type} {change.Resource.Name}"),
    ];

    private static JsonObject Private() => SettingsText.Hcloud();

    private static JsonObject Public() => SettingsText.Hcloud().With("cluster.network", "\"public\"");

    private static JsonObject ThreeServers() => SettingsText.Hcloud().With("cluster.controlPlane.count", "3");

    private static void Rebuilt(JsonObject settings) =>
        settings.With("cluster.controlPlane.rebuild", """{ "server": 2, "why": "debian-14" }""");
}
