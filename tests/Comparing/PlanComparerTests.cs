using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CsCheck;
using Infra.Checks;
using Infra.Comparing;
using Infra.Planning;
using Infra.Rendering;
using Infra.Stacks.Providers.HCloud;
using Infra.Tests.Checks;
using Infra.Tests.Planning;
using Infra.Tests.Settings;
using Infra.Timing;
using Xunit;

namespace Infra.Tests.Comparing;

public sealed class PlanComparerTests
{
    [Theory, EveryStack]
    public void Against_itself_nothing_changes_and_nothing_is_dangerous(PlannedStack stack)
    {
        var comparison = PlanComparer.Compare(stack.Plan, stack.Plan);
        Assert.True(comparison.IsEmpty);
        Assert.Empty(comparison.Dangers);
    }

    [Theory, EveryStack]
    public void A_plan_that_was_written_and_read_is_the_same_plan(PlannedStack stack)
    {
        var text = PlanDocument.Render(stack.Plan, CheckList.Run(stack.Plan), StepTimes.Default);
        var read = PlanReader.Parse(text, "it");
        Assert.Empty(PlanComparer.Compare(stack.Plan, read).Changes);
        Assert.Equal(text, PlanDocument.Render(read, CheckList.Run(read), StepTimes.Default));
    }

    [Theory, EveryStack]
    public void Against_nothing_all_is_added_and_against_all_nothing_stays(PlannedStack stack)
    {
        var nothing = PlanComparer.Nothing(stack.Plan);
        var added = PlanComparer.Compare(nothing, stack.Plan);
        var removed = PlanComparer.Compare(stack.Plan, nothing);
        Assert.Equal(stack.Plan.Resources.Length, added.Count(ChangeKind.Added));
        Assert.Empty(added.Dangers);
        Assert.Equal(stack.Plan.Resources.Length, removed.Count(ChangeKind.Removed));
        Assert.NotEmpty(removed.Dangers);
    }

    [Theory, EveryStack]
    public void What_comes_is_told_behind_what_it_depends_on_and_what_goes_before_it(PlannedStack stack)
    {
        var nothing = PlanComparer.Nothing(stack.Plan);
        var order = new PlanOrder(stack.Plan);
        var coming = Places(PlanComparer.Compare(nothing, stack.Plan));
        var going = Places(PlanComparer.Compare(stack.Plan, nothing));
        Assert.All(stack.Plan.Resources, resource => Assert.All(order.DirectlyBefore(resource), earlier =>
        {
            Assert.True(coming[earlier.Urn] < coming[resource.Urn], $"{resource.Urn} comes before {earlier.Urn}");
            Assert.True(going[earlier.Urn] > going[resource.Urn], $"{earlier.Urn} goes before {resource.Urn}");
        }));
    }

    [Fact]
    public void One_way_adds_what_the_other_way_removes() => Gen.Select(Planning.Stacks.Random, Planning.Stacks.Random).Sample(
        (one, other) =>
        {
            var (before, after) = (Change.Plan(one), Change.Plan(other));
            var (forth, back) = (PlanComparer.Compare(before, after), PlanComparer.Compare(after, before));
            Assert.Equal(Urns(forth, ChangeKind.Added), Urns(back, ChangeKind.Removed));
            Assert.Equal(Urns(forth, ChangeKind.Removed), Urns(back, ChangeKind.Added));
            Assert.Equal(
                forth.Changes.Select(change => change.Resource.Urn).Order(StringComparer.Ordinal),
                forth.Changes.Select(change => change.Resource.Urn).Distinct().Order(StringComparer.Ordinal));
            // Every change is told in a section, once.
            Assert.Equal(
                forth.Changes.Select(change => change.Resource.Urn).Order(StringComparer.Ordinal),
                Section.Of(forth).SelectMany(section => section.Changes).SelectMany(change => change.All)
                    .Select(change => change.Resource.Urn).Order(StringComparer.Ordinal));
        },
        iter: 10);

    [Fact]
    public void A_new_tenant_shows_in_no_others_section()
    {
        var comparison = Change.Of(SettingsText.Hcloud(), settings => settings.With(
            "tenants[+]", """{ "name": "tenant-c", "serverType": "cpx12", "domains": ["c.example.com"] }"""));
        var section = Assert.Single(Section.Of(comparison), section => section.Part is null);
        Assert.Equal("tenant-c", Assert.Single(section.Tenants));
        Assert.Empty(comparison.Dangers);
    }

    [Fact]
    public void What_happens_to_all_tenants_alike_is_told_once()
    {
        var comparison = Change.Of(SettingsText.Many(12), settings => settings.With("cluster.k3sVersion", "\"v1.36.3+k3s1\""));
        var section = Assert.Single(Section.Of(comparison), section => section.Part is null);
        Assert.Equal(12, section.Tenants.Length);
        Assert.All(section.Changes, change => Assert.Equal(12, change.All.Length));
    }

    [Fact]
    public void What_is_ignored_is_no_change_and_what_is_not_is_one()
    {
        var plan = PlannedStack.Get("floating").Plan;
        var ignored = plan.Change("Server", "tenant-a-node", inputs => inputs["image"] = "debian-99");
        var changed = plan.Change("Server", "tenant-a-node", inputs => inputs["serverType"] = "cpx99");
        Assert.Empty(PlanComparer.Compare(plan, ignored).Changes);
        Assert.Equal(ChangeKind.Changed, Assert.Single(PlanComparer.Compare(plan, changed).Changes).Kind);
    }

    [Fact]
    public void Whatever_is_known_by_the_id_of_a_replaced_server_is_replaced_with_it()
    {
        var plan = PlannedStack.Get("floating").Plan;
        var comparison = PlanComparer.Compare(plan, plan.Change("Server", "tenant-a-node", inputs => inputs["location"] = "hel1"));
        var replaced = comparison.Changes.Where(change => change.Kind == ChangeKind.Replaced)
            .Select(change => change.Resource.Name).ToHashSet();
        Assert.Superset(
            new HashSet<string>
            {
                "tenant-a-node", "tenant-a-node-private", "main-tenant-a-upload", "main-tenant-a-membership", "main-tenant-a-k3s",
            },
            replaced);
        Assert.DoesNotContain(comparison.Changes, change => change.Resource.Name.Contains("tenant-b", StringComparison.Ordinal));
        Assert.Equal(
            "location",
            Assert.Single(comparison.Changes.Single(change => change.Resource.Name == "tenant-a-node").Forcing).Path.ToString());
    }

    [Fact]
    public void Another_order_of_what_has_none_is_no_change()
    {
        var plan = PlannedStack.Get("floating").Plan;
        var reordered = plan.Change("Firewall", "network-control-plane", inputs =>
            inputs["rules"] = new JsonArray([.. inputs["rules"]!.AsArray().Reverse().Select(rule => rule!.DeepClone())]));
        Assert.NotEqual(
            plan.Named(HCloudTypes.Firewall, "network-control-plane").Inputs.ToJsonString(),
            reordered.Named(HCloudTypes.Firewall, "network-control-plane").Inputs.ToJsonString());
        Assert.Empty(PlanComparer.Compare(plan, reordered).Changes);
    }

    [Fact]
    public void A_resource_with_another_parent_is_moved_by_its_alias_and_another_one_without()
    {
        var plan = PlannedStack.Dev.Plan;
        var old = plan.Named("hcloud:index/rdns:Rdns", "tenant-a-node-rdns");
        var moved = plan.Alter(
            "Rdns", "tenant-a-node-rdns", resource => resource with { Urn = $"{resource.Urn}-2", Aliases = [resource.Urn] });
        var lost = plan.Alter("Rdns", "tenant-a-node-rdns", resource => resource with { Urn = $"{resource.Urn}-2" });
        var move = Assert.Single(PlanComparer.Compare(plan, moved).Changes);
        Assert.Equal((ChangeKind.Moved, old.Urn), (move.Kind, move.Before!.Urn));
        Assert.Equal([ChangeKind.Added, ChangeKind.Removed], PlanComparer.Compare(plan, lost).Changes.Select(change => change.Kind));
    }

    // As a state that was deployed with an older version of the packages has them.
    [Fact]
    public void What_moved_to_another_API_version_stays_and_nothing_is_dangerous()
    {
        var plan = PlannedStack.Dev.Plan;
        var older = plan.Resources.Where(resource => resource.Type.Contains("k8s.io/v1:", StringComparison.Ordinal))
            .ToDictionary(resource => resource.Urn, resource => OfVersion(resource, "v1beta1"), StringComparer.Ordinal);
        var before = plan with { Resources = [.. plan.Resources.Select(resource => Older(resource, older))] };

        var comparison = PlanComparer.Compare(before, plan);

        Assert.NotEmpty(comparison.Changes);
        Assert.All(comparison.Changes, change => Assert.Equal(ChangeKind.Moved, change.Kind));
        Assert.Contains(
            comparison.Changes, change => change.Resource.Type.EndsWith(":ValidatingAdmissionPolicy", StringComparison.Ordinal));
        Assert.Empty(comparison.Dangers);
    }

    [Fact]
    public void What_was_secret_is_not_told_when_it_is_none_any_more()
    {
        var plan = PlannedStack.Dev.Plan;
        var secret = plan.Change("ConfigMap", "guards-nodes", inputs => inputs["data"] = StandInText);
        var open = plan.Change("ConfigMap", "guards-nodes", inputs => inputs["data"] = "hunter2");
        foreach (var comparison in new[] { PlanComparer.Compare(secret, open), PlanComparer.Compare(open, secret) })
        {
            var report = Change.Report(comparison);
            Assert.Single(comparison.Changes);
            Assert.DoesNotContain("hunter2", ComparisonDocument.Render(report), StringComparison.Ordinal);
            Assert.DoesNotContain("hunter2", ComparisonMarkdown.Render(report), StringComparison.Ordinal);
        }
    }

    private static string OfVersion(PlannedResource resource, string version) => resource.Aliases
        .FirstOrDefault(alias => alias.Contains($"/{version}:{resource.Type.Split(':')[^1]}::", StringComparison.Ordinal), resource.Urn);

    private static PlannedResource Older(PlannedResource resource, Dictionary<string, string> older) => resource with
    {
        Urn = older.GetValueOrDefault(resource.Urn, resource.Urn),
        Aliases = [],
        DependsOn = [.. resource.DependsOn.Select(urn => older.GetValueOrDefault(urn, urn))],
        Uses = Older(resource.Uses, older),
        Follows = Older(resource.Follows, older),
    };

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> Older(
        ImmutableSortedDictionary<string, ImmutableArray<string>> uses, Dictionary<string, string> older) =>
        uses.ToImmutableSortedDictionary(
            use => use.Key, use => use.Value.Select(urn => older.GetValueOrDefault(urn, urn)).ToImmutableArray(), StringComparer.Ordinal);

    private const string StandInText = "[secret]";

    private static Dictionary<string, int> Places(PlanComparison comparison) =>
        comparison.Changes.Select((change, place) => (change.Resource.Urn, place)).ToDictionary();

    private static IEnumerable<string> Urns(PlanComparison comparison, ChangeKind kind) =>
        comparison.Changes.Where(change => change.Kind == kind).Select(change => change.Resource.Urn).Order(StringComparer.Ordinal);
}
