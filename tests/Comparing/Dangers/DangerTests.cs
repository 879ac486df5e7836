using System.Text.Json.Nodes;
using Infra.Comparing;
using Infra.Comparing.Dangers;
using Infra.Planning;
using Infra.Tests.Checks;
using Infra.Tests.Planning;
using Infra.Tests.Settings;
using Xunit;

namespace Infra.Tests.Comparing.Dangers;

/// <summary>For each danger a change that has it, and one close by that hasn't.</summary>
public sealed class DangerTests
{
    private static readonly Case[] Cases =
    [
        Case.Hcloud("node-replaced", "tenants[0].location", "\"hel1\"", "tenants[0].serverType", "\"cpx32\""),
        Case.Hcloud("address-changed", "tenants[0].address", "\"floating\"", "tenants[0].ingress", "\"nginx\""),
        Case.Hcloud("address-released", "tenants[0].location", "\"hel1\"", "tenants[0].address", "\"floating\""),
        Case.Hcloud("data-lost", "tenants[0].location", "\"hel1\"", "tenants[0].quota", """{ "memory": "512Mi" }"""),
        Case.Hcloud("k3s-downgraded", "cluster.k3sVersion", "\"v1.36.3+k3s1\"", "cluster.k3sVersion", "\"v1.36.5+k3s1\""),
        Case.Hcloud("ingress-switched", "tenants[0].ingress", "\"nginx\"", "tenants[0].domains", """["shop.example.com"]"""),
        // From 40 GB to 80, and from amd64 to arm64.
        Case.Hcloud("server-type-refused", "tenants[0].serverType", "\"cax11\"", "tenants[0].serverType", "\"cpx22\""),
        Case.Hcloud(
            "server-type-refused", "cluster.controlPlane.serverType", "\"cpx12\"", "cluster.controlPlane.serverType", "\"cpx32\""),
        // Another machine of that type fits.
        Case.Hcloud(
            "server-type-refused", "tenants[0].serverType", "\"cax11\"",
            "tenants[0]", """{ "name": "tenant-a", "serverType": "cax11", "domains": ["a.example.com"], "rebuild": "cax11" }"""),
        Case.Hcloud(
            "certificates-kept", "cluster.certificates.issuer", "\"letsencrypt-staging\"",
            "cluster.certificates.email", "\"other@example.com\""),
        new("certificates-kept",
            Changed(Issued("self-signed"), Issued("letsencrypt")),
            Changed(Issued("self-signed"), Issued("letsencrypt-staging"))),
        new("control-plane-readdressed",
            Changed(Change.Plan(Servers(3)), Change.Plan(Servers(3)
                .With("cluster.network", """{ "type": "private", "range": "10.1.0.0/16" }"""))),
            Changed(Change.Plan(Servers(3)), Change.Plan(Servers(3)
                .With("cluster.controlPlane.rebuild", """{ "server": 2, "why": "debian-14" }""")))),
        new("control-plane-readdressed",
            Changed(Change.Plan(Servers(1)), Change.Plan(Servers(1).With("cluster.network", "\"public\""))),
            Changed(Change.Plan(Servers(1)), Change.Plan(Servers(3)))),
        new("control-plane-readdressed",
            Changed(Change.Plan(Hosts("10.1.0.2")), Change.Plan(Hosts("10.1.0.9"))),
            // The machine is another one: its member leaves etcd before.
            Changed(Change.Plan(Hosts("10.1.0.2")), Change.Plan(Hosts("10.1.0.9", "203.0.113.9")))),
        new("network-switched",
            Changed(Change.Plan(Servers(1)), Change.Plan(Servers(1)
                .With("cluster.network", """{ "type": "private", "range": "10.1.0.0/16" }"""))),
            Changed(Change.Plan(Servers(1)), Change.Plan(Servers(1).With("tenants[0].privateAddress", "\"10.0.77.7\"")))),
        new("k3s-refused",
            Changed(DualStack("true"), DualStack("false")),
            Changed(DualStack("true"), Change.Plan(Bases.All["dual"]().With("tenants[1].host.ipv6Address", "\"2001:db8::99\"")))),
        Case.Hcloud("domain-moved", "tenants", """
            [
              { "name": "tenant-a", "serverType": "cpx12", "domains": ["c.example.com"] },
              { "name": "tenant-b", "serverType": "cpx12", "domains": ["*.b.example.com", "a.example.com"] }
            ]
            """, "tenants[0].domains", """["c.example.com"]"""),
        // The wildcard stands for it.
        Case.Hcloud(
            "domain-unserved", "tenants[0].domains", """["c.example.com"]""",
            "tenants[0].domains", """["*.example.com"]"""),
        // Traefik starts anew, nginx reads it.
        Case.Hcloud("outage", "tenants[0].redirectToHttps", "false", "tenants[0].quota", """{ "memory": "512Mi" }"""),
        new("outage",
            Changed(Change.Plan(Servers(1)), PlanOf("cluster.controlPlane.serverType", "\"cpx32\"")),
            Changed(Change.Plan(Servers(3)), Change.Plan(Servers(3).With("cluster.controlPlane.serverType", "\"cpx32\"")
                .With("cluster.protect", "true")))),
        new("people-locked-out",
            Changed(Change.Plan(Bases.All["hcloud"]()), Change.Plan(Bases.All["hcloud"]().With("cluster.oidc.usernameClaim", "\"email\""))),
            Changed(Change.Plan(Bases.All["hcloud"]()), Change.Plan(Bases.All["hcloud"]()
                .With("cluster.oidc.audiences", """["kubernetes", "ci"]""")))),
        Case.Hcloud(
            "people-locked-out", "cluster.administrators.cidrs", """["198.51.100.0/24"]""",
            "cluster.administrators.cidrs", """["203.0.112.0/22"]"""),
        new("guard-removed",
            Changed(PlanOf("tenants[0].registries", """["ghcr.io/acme"]"""), PlanOf("tenants[0].registries", "[]")),
            Changed(PlanOf("tenants[0].registries", "[]"), PlanOf("tenants[0].registries", """["ghcr.io/acme"]"""))),
        new("k3s-minor-skipped",
            Changed(PlanOf("cluster.k3sVersion", "\"v1.34.1+k3s1\""), PlanOf("cluster.k3sVersion", "\"v1.36.4+k3s1\"")),
            Changed(PlanOf("cluster.k3sVersion", "\"v1.35.6+k3s1\""), PlanOf("cluster.k3sVersion", "\"v1.36.4+k3s1\""))),
        new("node-drained",
            Altered("floating", plan => plan.Change("Command", "main-tenant-a-membership", inputs => inputs["triggers"] = "others")),
            Altered("floating", plan => plan.Change("Command", "main-tenant-a-membership", inputs => inputs["delete"] = "another line"))),
        new("control-plane-at-once",
            Changed(ThreeServers("nbg1"), ThreeServers("hel1")),
            // One server after the other.
            Altered("public-3", plan => Enumerable.Range(1, 3).Aggregate(plan, (changed, number) => changed.Change(
                "Command", $"main-control-plane-{number}-k3s", inputs => inputs["create"] = "another line")))),
        new("protected-removed",
            Changed(Change.Plan(Protected("true").With("tenants[0].address", "\"floating\"")), Change.Plan(Protected("true"))),
            Changed(Change.Plan(Protected("false").With("tenants[0].address", "\"floating\"")), Change.Plan(Protected("false")))),
        new("protection-lifted",
            Changed(Change.Plan(Protected("true")), Change.Plan(Protected("false"))),
            Changed(Change.Plan(Protected("false")), Change.Plan(Protected("true")))),
        new("guard-removed",
            Altered("floating", plan => plan.Without("NetworkPolicy", "tenant-a-allow")),
            Altered("floating", plan => plan.Without("IngressClass", "tenant-a-class"))),
        new("guard-removed",
            Altered("floating", plan => plan.Change("Namespace", "tenant-a", inputs =>
                inputs["metadata"]!["labels"]!["pod-security.kubernetes.io/enforce"] = "baseline")),
            Altered("floating", plan => plan.Change("Namespace", "tenant-a", inputs =>
                inputs["metadata"]!["labels"]!["pod-security.kubernetes.io/warn"] = "baseline"))),
        new("guard-removed",
            Altered("floating", plan => plan.Change("ValidatingAdmissionPolicy", "infra-node-identity", inputs =>
                inputs["spec"]!["failurePolicy"] = "Ignore")),
            Altered("floating", plan => plan.Change("ValidatingAdmissionPolicy", "infra-node-identity", inputs =>
                inputs["metadata"]!["labels"] = new JsonObject { ["a"] = "b" }))),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Cases.Length)];

    [Theory, MemberData(nameof(Numbers))]
    public void A_danger_is_found_where_it_is_and_not_close_by(int number)
    {
        var (name, danger, neighbour) = Cases[number];
        Assert.Contains(danger().Dangers, found => found.Rule.Name == name);
        var harmless = neighbour();
        Assert.NotEmpty(harmless.Changes);
        Assert.DoesNotContain(harmless.Dangers, found => found.Rule.Name == name);
    }

    [Fact]
    public void Every_danger_is_tried() =>
        Assert.Equal(DangerList.All.Select(rule => rule.Name).Order(), Cases.Select(danger => danger.Name).Distinct().Order());

    [Fact]
    public void With_a_tenant_its_guards_go_and_that_is_no_guard_removed()
    {
        var comparison = Change.Of(SettingsText.Hcloud(), settings => settings["tenants"]!.AsArray().RemoveAt(0));
        Assert.DoesNotContain(comparison.Dangers, danger => danger.Rule == GuardRemoved.Rule);
        Assert.Contains(comparison.Dangers, danger => danger.Rule == NodeReplaced.Rule);
        // The machine goes, and that it is drained before is how it should be.
        Assert.DoesNotContain(comparison.Dangers, danger => danger.Rule == NodeDrained.Rule);
    }

    [Fact]
    public void With_a_namespace_its_guards_go_and_that_is_no_guard_removed()
    {
        var settings = SettingsText.Hcloud().With("tenants[0].namespaces", """["staging"]""");
        var comparison = Change.Of(settings, changed => changed.With("tenants[0].namespaces", "[]"));
        Assert.Contains(comparison.OfType("kubernetes:core/v1:ResourceQuota"), change => change.Kind == ChangeKind.Removed);
        Assert.DoesNotContain(comparison.Dangers, danger => danger.Rule == GuardRemoved.Rule);
        Assert.Contains(comparison.Dangers, danger => danger.Rule == DataLost.Rule);
    }

    [Fact]
    public void An_upgrade_of_K3s_takes_one_server_after_the_other()
    {
        var comparison = Change.Of(
            SettingsText.Hcloud().With("cluster.controlPlane.count", "3"),
            settings => settings.With("cluster.k3sVersion", "\"v1.36.5+k3s1\""));
        Assert.Empty(comparison.Dangers);
    }

    [Fact]
    public void A_machine_of_ones_own_that_leaves_loses_K3s_and_its_data()
    {
        var comparison = Change.Of(SettingsText.Ssh(), settings => settings["tenants"]!.AsArray().RemoveAt(0));
        Assert.Superset(
            new HashSet<string> { "node-replaced", "data-lost" }, comparison.Dangers.Select(danger => danger.Rule.Name).ToHashSet());
    }

    private static JsonObject Protected(string protect) => SettingsText.Hcloud().With("cluster.protect", protect);

    private static Plan DualStack(string dualStack) => Change.Plan(Bases.All["dual"]().With("cluster.network.dualStack", dualStack));

    private static JsonObject Servers(int count) =>
        SettingsText.Hcloud().With("cluster.controlPlane.count", count == 1 ? "1" : "3");

    private static Plan ThreeServers(string location) => Change.Plan(Servers(3).With("cluster.location", $"\"{location}\""));

    private static Plan Issued(string issuer) =>
        Change.Plan(SettingsText.Hcloud().With("cluster.certificates", $$"""{ "issuer": "{{issuer}}", "email": "admin@example.com" }"""));

    /// <summary>Three existing servers, of which the second has these addresses.</summary>
    private static JsonObject Hosts(string privateAddress, string address = "203.0.113.2") => SettingsText.Ssh()
        .With("cluster.network", """{ "type": "private", "range": "10.1.0.0/16" }""")
        .With("cluster.controlPlane", $$"""
            {
              "count": 3,
              "hosts": [
                { "address": "203.0.113.1", "privateAddress": "10.1.0.1" },
                { "address": "{{address}}", "privateAddress": "{{privateAddress}}" },
                { "address": "203.0.113.3", "privateAddress": "10.1.0.3" }
              ]
            }
            """)
        .With("tenants[0].host", """{ "address": "203.0.113.11", "privateAddress": "10.1.0.11" }""")
        .With("tenants[1].host", """{ "address": "203.0.113.12", "privateAddress": "10.1.0.12" }""");

    private static Plan PlanOf(string path, string value) => Change.Plan(SettingsText.Hcloud().With(path, value));

    private static Func<PlanComparison> Changed(Plan before, Plan after) => () => PlanComparer.Compare(before, after);

    private static Func<PlanComparison> Altered(string stack, Func<Plan, Plan> alter) =>
        () => PlanComparer.Compare(PlannedStack.Get(stack).Plan, alter(PlannedStack.Get(stack).Plan));

    private sealed record Case(string Name, Func<PlanComparison> Danger, Func<PlanComparison> Neighbour)
    {
        public static Case Hcloud(string name, string path, string value, string harmlessPath, string harmlessValue) => new(
            name,
            () => Change.Of(SettingsText.Hcloud(), settings => settings.With(path, value)),
            () => Change.Of(SettingsText.Hcloud(), settings => settings.With(harmlessPath, harmlessValue)));
    }
}
