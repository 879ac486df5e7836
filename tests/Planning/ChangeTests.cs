using System.Text.Json.Nodes;
using CsCheck;
using Infra.Planning;
using Infra.Stacks.Providers.HCloud;
using Infra.Stacks.Settings;
using Infra.Tests.Settings;
using Xunit;

namespace Infra.Tests.Planning;

public sealed class ChangeTests
{
    // Group "none", so that its arrival fills no placement group that is full already.
    private const string Newcomer =
        """{ "name": "newcomer-0", "serverType": "cpx12", "domains": ["newcomer.example.com"], "placementGroup": "none" }""";

    private const string NewcomerOnMachine =
        """{ "name": "newcomer-0", "host": """
        + """{ "address": "203.0.113.200", "privateAddress": "172.16.1.200", "ipv6Address": "2001:db8::200" } }""";

    private const string AnotherKey =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2q5kqGkYyJ0m9q1o0y3pV7b1n8hXw5u4t3s2r1q0pO b@example.com";

    /// <summary>Random settings that stay valid when <see cref="Newcomer"/> is added, at least with two tenants.</summary>
    private static readonly Gen<(JsonObject Before, JsonObject After)> Growing = Stacks.Random
        .Select(settings => (settings, Grown(settings)))
        .Where(pair => Count(pair.settings) >= 2 && pair.Item2.Problems().Length == 0);

    [Fact]
    public void A_new_tenant_adds_resources_and_changes_none_of_the_others() => Growing.Sample(
        pair => AssertOnlyAdds(Plan(pair.Before), Plan(pair.After), "newcomer-0"), iter: 8, print: pair => pair.Before.ToJsonString());

    [Fact]
    public void A_tenant_that_goes_takes_just_its_own_along() => Growing.Sample(
        pair =>
        {
            var before = Plan(pair.Before);
            var gone = pair.Before["tenants"]![0]!["name"]!.GetValue<string>();
            var after = pair.Before.DeepClone().AsObject();
            after["tenants"]!.AsArray().RemoveAt(0);
            AssertOnlyAdds(Plan(after), before, gone);
        },
        iter: 8,
        print: pair => pair.Before.ToJsonString());

    [Fact]
    public void Another_entry_server_takes_no_server_out_of_the_cluster()
    {
        var before = Plan(SettingsText.Hcloud().With("cluster.controlPlane.count", "3"));
        var after = Plan(SettingsText.Hcloud().With("cluster.controlPlane.count", "3").With("cluster.controlPlane.entry", "2"))
            .Resources.ToDictionary(resource => resource.Urn);
        // A command's delete runs when it goes, or is replaced because a trigger changed.
        foreach (var command in before.Resources.Where(resource => resource.Inputs.ContainsKey("delete")))
        {
            Assert.Contains(command.Urn, after.Keys);
            Assert.Equal(command.Inputs["triggers"]!.ToJsonString(), after[command.Urn].Inputs["triggers"]!.ToJsonString());
        }

        var controlPlane = after.Values.Where(resource => resource.Name.Contains("control-plane", StringComparison.Ordinal));
        Assert.Equal(3, controlPlane.Count(resource => resource.Name.EndsWith("-membership", StringComparison.Ordinal)));
    }

    [Fact]
    public void Another_address_of_the_API_is_no_other_cluster() => Assert.All(
        new[] { SettingsText.Hcloud(), SettingsText.Hcloud().With("cluster.controlPlane.endpoint", "\"api.example.com\"") },
        settings => Assert.Equal(
            settings["cluster"]!["name"]!.GetValue<string>(),
            Plan(settings).OfType("pulumi:providers:kubernetes").Single().Text("clusterIdentifier")));

    [Fact]
    public void The_order_of_tenants_changes_nothing() => Growing.Sample(
        pair =>
        {
            var reordered = pair.Before.DeepClone().AsObject();
            var tenants = reordered["tenants"]!.AsArray().Select(tenant => tenant!.DeepClone()).Reverse().ToArray();
            reordered["tenants"] = new JsonArray(tenants);
            var (before, after) = (Plan(pair.Before), Plan(reordered));
            Assert.Equal(before.Resources.Select(resource => resource.Urn), after.Resources.Select(resource => resource.Urn));
            Assert.DoesNotContain(Changed(before, after), urn => !IsPeerFirewall(urn));
            // The order of a rule's sources has no meaning; their set must stay.
            Assert.Equal(PeerSources(before), PeerSources(after));
        },
        iter: 8,
        print: pair => pair.Before.ToJsonString());

    [Fact]
    public void A_tenant_with_another_name_is_another_tenant_and_no_other_notices() => Growing.Sample(
        pair =>
        {
            var renamed = pair.After.DeepClone().AsObject();
            var last = renamed["tenants"]!.AsArray()[^1]!;
            last["name"] = "renamed-0";
            var (before, after) = (Plan(pair.After), Plan(renamed));
            var own = Urns(before.Family("newcomer-0")).Concat(Urns(after.Family("renamed-0"))).ToHashSet();
            Assert.DoesNotContain(Changed(before, after), urn => !own.Contains(urn) && !IsPeerFirewall(urn) && !IsNodeList(urn));
        },
        iter: 8,
        print: pair => pair.Before.ToJsonString());

    [Theory]
    [InlineData("private", "serverType", "\"cpx32\"")]
    [InlineData("public", "serverType", "\"cpx32\"")]
    [InlineData("private", "domains", "[\"other.example.com\"]")]
    [InlineData("private", "ingress", "\"nginx\"")]
    [InlineData("private", "quota", "{ \"memory\": \"2Gi\" }")]
    [InlineData("private", "labels", "{ \"example.com/team\": \"retail\" }")]
    [InlineData("private", "address", "\"floating\"")]
    [InlineData("private", "namespaces", "[\"staging\"]")]
    [InlineData("private", "registries", "[\"ghcr.io/acme\"]")]
    [InlineData("private", "rebuild", "\"now\"")]
    [InlineData("private", "location", "\"hel1\"")]
    public void A_tenants_setting_touches_that_tenant_alone(string network, string setting, string value)
    {
        var settings = SettingsText.Hcloud().With("cluster.network", $"\"{network}\"");
        var before = Plan(settings);
        var after = Plan(settings.DeepClone().AsObject().With($"tenants[0].{setting}", value));
        var own = Urns(before.Family("tenant-a")).Concat(Urns(after.Family("tenant-a"))).ToHashSet();
        var changed = Changed(before, after);
        if (setting != "domains") Assert.NotEmpty(changed);
        Assert.DoesNotContain(changed, urn => !own.Contains(urn));
    }

    [Theory]
    [InlineData("traefik")]
    [InlineData("nginx")]
    public void A_further_namespace_comes_with_eight_objects_and_leaves_node_address_and_the_other_namespaces_as_they_are(string ingress)
    {
        var settings = SettingsText.Hcloud().With("tenants[0].ingress", $"\"{ingress}\"").With("tenants[0].namespaces", "[\"staging\"]");
        var before = Plan(settings);
        var after = Plan(settings.DeepClone().AsObject().With("tenants[0].namespaces", "[\"staging\", \"review\"]"));
        var known = Urns(before.Resources).ToHashSet();
        var added = after.Resources.Where(resource => !known.Contains(resource.Urn)).ToList();

        Assert.Equal(
            ["Issuer", "LimitRange", "Namespace", "NetworkPolicy", "ResourceQuota", "ResourceQuota", "RoleBinding", "RoleBinding"],
            added.Select(resource => resource.Text("kind")!).Order(StringComparer.Ordinal));
        Assert.Empty(known.Except(Urns(after.Resources)));
        // The first namespace gives its share away, and the controller watches one more.
        Assert.Equal(
            ["tenant-a-ingress", "tenant-a-pod-quota", "tenant-a-quota"],
            Changed(before, after).Where(known.Contains).Select(urn => after.Resources.Single(resource => resource.Urn == urn))
                .Where(resource => resource.Type == PlanQueries.Release || resource.IsObject())
                .Select(resource => resource.Name).Order(StringComparer.Ordinal));
        // The node is out before the namespace goes.
        Assert.Equal(4, Changed(before, after).Count(known.Contains));
    }

    [Theory]
    [InlineData("hcloud")]
    [InlineData("ssh")]
    public void Another_persons_key_reaches_every_machine_and_restarts_nothing(string provider)
    {
        var settings = SettingsText.Base(provider);
        var more = settings.DeepClone().AsObject()
            .With("cluster.administrators.sshPublicKeys", $"[\"{SettingsText.Key}\", \"{AnotherKey}\"]");
        var (before, after) = (Plan(settings), Plan(more));

        var changed = Changed(before, after).ConvertAll(urn => after.Resources.Single(resource => resource.Urn == urn));

        Assert.Equal(3, changed.Count(resource => resource.Name.EndsWith("-prepare", StringComparison.Ordinal)));
        // A server's user data is for its first boot.
        Assert.All(
            changed.Where(resource => !resource.Name.EndsWith("-prepare", StringComparison.Ordinal)),
            resource => Assert.Contains("userData", resource.IgnoreChanges));
    }

    [Fact]
    public void Another_server_type_changes_the_server_and_nothing_else_of_the_tenant()
    {
        var settings = SettingsText.Hcloud();
        var changed = Changed(Plan(settings), Plan(settings.DeepClone().AsObject().With("tenants[0].serverType", "\"cpx32\"")));
        Assert.EndsWith($"{HCloudTypes.Server}::tenant-a-node", Assert.Single(changed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_third_and_a_fourth_tenant_of_dev_appear_by_editing_its_file_alone()
    {
        var folder = Directory.CreateTempSubdirectory("infra-change-");
        try
        {
            foreach (var file in new[] { "Pulumi.yaml", "Pulumi.dev.yaml" })
                File.Copy(Path.Combine(SharedFolder.Checkout, file), Path.Combine(folder.FullName, file));
            File.AppendAllText(Path.Combine(folder.FullName, "Pulumi.dev.yaml"), """

                    - name: tenant-c
                      serverType: cpx12
                      domains: [tenant-c.example.com]

                    - name: tenant-d
                      serverType: cpx22
                      address: floating
                """);
            var project = Configuration.Project.Find(folder.FullName);
            var stack = Configuration.StackFile.Read(project, "dev");
            var after = await Planner.PlanAsync(project.Name, stack.Name, SettingsLoader.Load(stack.Configuration));
            Assert.Equal(["tenant-a", "tenant-b", "tenant-c", "tenant-d"], after.Tenants.Select(tenant => tenant.Name));
            AssertOnlyAdds(PlannedStack.Dev.Plan, after, "tenant-c", "tenant-d");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void AssertOnlyAdds(Plan before, Plan after, params string[] newcomers)
    {
        var own = newcomers.SelectMany(after.Family).Select(resource => resource.Urn).ToHashSet();
        var known = before.Resources.ToDictionary(resource => resource.Urn);
        var added = after.Resources.Where(resource => !known.ContainsKey(resource.Urn)).ToList();
        Assert.All(own, urn => Assert.Contains(added, resource => resource.Urn == urn));
        // A group that had no member yet comes with its first one.
        Assert.All(added, resource => Assert.True(own.Contains(resource.Urn) || resource.Type == HCloudTypes.PlacementGroup, resource.Urn));
        Assert.Empty(Urns(before.Resources).Except(Urns(after.Resources)));
        Assert.DoesNotContain(
            Changed(before, after), urn => known.ContainsKey(urn) && !IsPeerFirewall(urn) && !IsApiFirewall(urn) && !IsNodeList(urn));
        Assert.Equal(before.Tenants, after.Tenants.Where(tenant => !newcomers.Contains(tenant.Name)), SameTenant);
    }

    private static bool SameTenant(PlannedTenant one, PlannedTenant other) =>
        one with { Domains = [] } == other with { Domains = [] } && one.Domains.SequenceEqual(other.Domains);

    /// <summary>URNs of what is in both plans and differs, and of what is in one of them (placement groups aside).</summary>
    private static List<string> Changed(Plan before, Plan after)
    {
        var (old, current) = (Texts(before), Texts(after));
        return [.. old.Keys.Union(current.Keys)
            .Where(urn => old.GetValueOrDefault(urn) != current.GetValueOrDefault(urn))
            .Order(StringComparer.Ordinal)];
    }

    private static Dictionary<string, string> Texts(Plan plan) => plan.Resources
        .Where(resource => resource.Type != HCloudTypes.PlacementGroup)
        .ToDictionary(
            resource => resource.Urn,
            resource => string.Join('\n', [
                resource.Inputs.ToJsonString(), resource.Readable.ToJsonString(),
                resource.Parent ?? "", resource.Provider ?? "", $"{resource.Protect}",
                .. resource.DependsOn,
            ]));

    private static IEnumerable<string> Urns(IEnumerable<PlannedResource> resources) => resources.Select(resource => resource.Urn);

    private static bool IsPeerFirewall(string urn) => urn.Contains($"{HCloudTypes.Firewall}::peers-", StringComparison.Ordinal);

    /// <summary>Firewalls that let tenants' nodes and people in at the API: the provider's, and those of the servers themselves.</summary>
    private static bool IsApiFirewall(string urn) =>
        urn.EndsWith($"{HCloudTypes.Firewall}::network-control-plane", StringComparison.Ordinal)
        || (urn.Contains("control-plane-", StringComparison.Ordinal) && urn.EndsWith("-prepare", StringComparison.Ordinal));

    /// <summary>The list of the nodes that may join, which nobody but the guards reads.</summary>
    private static bool IsNodeList(string urn) => urn.EndsWith("::guards-nodes", StringComparison.Ordinal);

    private static IEnumerable<string> PeerSources(Plan plan) => plan.OfType(HCloudTypes.Firewall)
        .Where(firewall => IsPeerFirewall(firewall.Urn))
        .SelectMany(firewall => firewall.At("rules")!.AsArray().SelectMany(rule =>
            rule.At("sourceIps").Texts().Select(source => $"{firewall.Name} {rule.At("protocol")} {rule.At("port")} {source}")))
        .Order(StringComparer.Ordinal);

    private static int Count(JsonObject settings) => settings["tenants"]!.AsArray().Count;

    private static JsonObject Grown(JsonObject settings)
    {
        var after = settings.DeepClone().AsObject();
        var newcomer = JsonNode.Parse(after["cluster"]!["provider"]!.GetValue<string>() == "ssh" ? NewcomerOnMachine : Newcomer)!;
        after["tenants"]!.AsArray().Add(newcomer);
        return after;
    }

    private static Plan Plan(JsonObject settings) => Planner.PlanAsync("infra", "random", settings.Load()).GetAwaiter().GetResult();
}
