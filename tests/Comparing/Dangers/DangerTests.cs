using System.Collections.Immutable;
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
            Altered("floating", plan => Gone(plan, "NetworkPolicy", "tenant-a-allow")),
            Altered("floating", plan => Gone(plan, "IngressClass", "tenant-a-class"))),
        new("guard-removed",
            Altered("floating", plan => plan.Change("Namespace", "tenant-a", inputs =>
                inputs["metadata"]!["labels"]!["pod-security.kubernetes.io/enforce"] = "baseline")),
            Altered("floating", plan => plan.Change("Namespace", "tenant-a", inputs =>
                inputs["metadata"]!["labels"]!["pod-security.kubernetes.io/warn"] = "baseline"))),
        new("guard-removed",
            Altered("floating", plan => plan.Change("ValidatingAdmissionPolicy", "infra-node-identity", inputs =>
                inputs["spec"]!["failurePolicy"] = "Ignore")),
            Altered("floating", plan => plan.Change("ValidatingAdmissionPolicy", "infra-node-identity", inputs =>
                inputs["metadata"]!["labels"] = new System.Text.Json.Nodes.JsonObject { ["a"] = "b" }))),
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

    private static System.Text.Json.Nodes.JsonObject Protected(string protect) => SettingsText.Hcloud().With("cluster.protect", protect);

    private static Plan ThreeServers(string location) =>
        Change.Plan(SettingsText.Hcloud().With("cluster.controlPlane.count", "3").With("cluster.location", $"\"{location}\""));

    private static Plan PlanOf(string path, string value) => Change.Plan(SettingsText.Hcloud().With(path, value));

    /// <summary>A plan without a resource, and without what waited for it waiting.</summary>
    private static Plan Gone(Plan plan, string type, string name)
    {
        var less = plan.Without(type, name);
        var urn = plan.Resources.Except(less.Resources).Single().Urn;
        return less with
        {
            Resources = [.. less.Resources.Select(resource => resource with
            {
                DependsOn = resource.DependsOn.Remove(urn),
                Uses = resource.Uses.Where(use => !use.Value.Contains(urn)).ToImmutableSortedDictionary(StringComparer.Ordinal),
            })],
        };
    }

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
