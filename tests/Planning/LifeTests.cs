using Infra.Components.Machines;
using Infra.Planning;
using Infra.Stacks.Providers.HCloud;
using Infra.Tests.Settings;
using Xunit;

namespace Infra.Tests.Planning;

/// <summary>What happens to resources that change, are replaced or go, as far as their options say it.</summary>
public sealed class LifeTests
{
    [Theory, EveryStack]
    public void Whatever_can_be_there_only_once_goes_before_its_successor_comes(PlannedStack stack)
    {
        var once = stack.Plan.Resources
            .Where(resource => resource.Inputs.ContainsKey("delete")
                || resource.Type is HCloudTypes.Server or HCloudTypes.FloatingIp
                    or HCloudTypes.ServerNetwork or "hcloud:index/sshKey:SshKey")
            .ToList();
        Assert.NotEmpty(once);
        Assert.All(once, resource => Assert.True(resource.DeleteBeforeReplace, resource.Urn));
    }

    [Theory, EveryStack]
    public void What_has_a_fixed_name_in_the_cluster_goes_before_its_successor_comes(PlannedStack stack) => Assert.All(
        stack.Plan.Resources.Where(resource => resource.IsObject() || resource.Type == PlanQueries.Release),
        resource => Assert.True(resource.DeleteBeforeReplace, resource.Urn));

    [Theory, EveryStack]
    public void What_lives_in_the_cluster_goes_with_it_and_machines_do_not(PlannedStack stack)
    {
        // A component: whatever is deleted with a resource is replaced with it, too.
        var controlPlane = stack.Plan.Named("infra:components:ControlPlane", "control-plane").Urn;
        string[] steps = ["-membership", "-register", "-webhook"];
        var namespaces = stack.Plan.Objects("Namespace").Select(ns => ns.Urn).ToHashSet();
        foreach (var resource in stack.Plan.Resources)
        {
            // By way of its namespace, which goes with the control plane.
            if (namespaces.Contains(resource.DeletedWith ?? "")) continue;
            var inside = resource.IsObject() || resource.Type == PlanQueries.Release
                || (resource.Type == PlanQueries.Command && steps.Any(step => resource.Name.EndsWith(step, StringComparison.Ordinal)));
            Assert.True((inside ? controlPlane : null) == resource.DeletedWith, resource.Urn);
        }
    }

    [Theory, EveryStack]
    public void New_images_user_data_and_keys_are_for_new_servers_and_an_address_stays_where_it_was_born(PlannedStack stack) =>
        Assert.All(stack.Plan.Resources, resource => Assert.Equal(Ignored(stack, resource), resource.IgnoreChanges));

    [Fact]
    public void A_server_that_is_asked_to_be_rebuilt_ignores_nothing_and_the_others_go_on_ignoring()
    {
        var plan = Plan(SettingsText.Hcloud().With("tenants[0].rebuild", "\"debian-13\""));
        Assert.Empty(plan.Named(HCloudTypes.Server, "tenant-a-node").IgnoreChanges);
        Assert.NotEmpty(plan.Named(HCloudTypes.Server, "tenant-b-node").IgnoreChanges);
        Assert.NotEmpty(plan.Named(HCloudTypes.Server, "control-plane-1").IgnoreChanges);
    }

    [Fact]
    public void One_of_three_servers_gets_another_type_by_being_rebuilt_and_the_only_one_in_place()
    {
        var settings = SettingsText.Hcloud().With("cluster.controlPlane.count", "3")
            .With("cluster.controlPlane.rebuild", """{ "server": 2, "why": "cpx32" }""");
        var servers = Plan(settings).OfType(HCloudTypes.Server).Where(IsControlPlanes).ToList();
        Assert.All(servers, server => Assert.Contains("serverType", server.ReplaceOnChanges));
        Assert.Equal(
            ["control-plane-2"],
            servers.Where(server => !server.IgnoreChanges.Contains("serverType")).Select(server => server.Name));

        var only = Plan(SettingsText.Hcloud()).Named(HCloudTypes.Server, "control-plane-1");
        Assert.DoesNotContain("serverType", only.IgnoreChanges.Concat(only.ReplaceOnChanges));
    }

    [Theory, EveryStack]
    public void Another_placement_group_comes_with_another_server(PlannedStack stack) => Assert.All(
        stack.Plan.OfType(HCloudTypes.Server), server => Assert.Contains("placementGroupId", server.ReplaceOnChanges));

    [Theory, EveryStack]
    public void K3s_is_taken_off_a_machine_that_stays_after_its_node_was_drained(PlannedStack stack)
    {
        var releases = stack.Plan.OfType(PlanQueries.Command)
            .Where(command => command.Name.EndsWith("-release", StringComparison.Ordinal))
            .ToList();
        var nodes = stack.Settings.Cluster.ControlPlane.Count + stack.Settings.Tenants.Length;
        var machines = stack.Settings.Cluster.Provider.NodeParts.IsEmpty ? nodes : 0;
        Assert.Equal(machines, releases.Count);
        Assert.All(releases, release =>
        {
            Assert.Contains($" {RemoteScript.Folder}/release-machine-", release.Text("delete")!, StringComparison.Ordinal);
            var node = release.Name[..^"-release".Length];
            // What comes later goes earlier.
            var later = stack.Plan.OfType(PlanQueries.Command)
                .Where(command => command.Name == $"{node}-k3s" || (command.Name == $"{node}-membership")).ToList();
            Assert.All(later, command => Assert.Contains(release.Urn, stack.Plan.Before(command)));
        });
    }

    [Fact]
    public void Nothing_is_asked_of_the_old_installation_of_a_machine_that_was_installed_anew()
    {
        var plan = Plan(SettingsText.Ssh().With("tenants[1].host.reinstalled", "\"2026-11-22\""));
        var own = plan.OfType(PlanQueries.Command)
            .Where(command => command.Readable["connection"]!["host"]!.GetValue<string>() == "203.0.113.12");
        Assert.All(own, command =>
            Assert.False(command.Inputs.ContainsKey("triggers") && command.Inputs.ContainsKey("delete"), command.Urn));
    }

    [Fact]
    public void A_machine_that_was_installed_anew_runs_all_its_commands_again_and_no_other_tenants()
    {
        var (before, after) = (Plan(SettingsText.Ssh()), Plan(SettingsText.Ssh().With("tenants[1].host.reinstalled", "\"2026-11-22\"")));
        var triggers = before.OfType(PlanQueries.Command).ToDictionary(command => command.Name, Triggers);
        var again = after.OfType(PlanQueries.Command)
            .Where(command => Triggers(command) != triggers[command.Name])
            .Select(command => command.Name);
        Assert.Equal(
            [
                "main-tenant-b-check", "main-tenant-b-download", "main-tenant-b-k3s", "main-tenant-b-membership", "main-tenant-b-prepare",
                "main-tenant-b-register",
            ],
            again.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["main-tenant-b-upload"],
            after.OfType(PlanQueries.Upload)
                .Where(upload => Triggers(upload) != Triggers(before.Named(PlanQueries.Upload, upload.Name)))
                .Select(upload => upload.Name));
    }

    [Theory]
    [InlineData("address", "\"203.0.113.99\"")]
    [InlineData("user", "\"admin\"")]
    public void Another_machine_or_user_gets_the_scripts_though_an_upload_is_not_repeated_for_its_connection(string key, string value)
    {
        var host = """{ "address": "203.0.113.12", "user": "debian" }""";
        var (before, after) = (
            Plan(SettingsText.Ssh().With("tenants[1].host", host)),
            Plan(SettingsText.Ssh().With("tenants[1].host", host).With($"tenants[1].host.{key}", value)));
        const string upload = "main-tenant-b-upload";
        Assert.NotEqual(Triggers(before.Named(PlanQueries.Upload, upload)), Triggers(after.Named(PlanQueries.Upload, upload)));
    }

    [Fact]
    public void A_node_moves_to_another_location_with_its_private_and_its_floating_address()
    {
        var settings = SettingsText.Hcloud().With("tenants[0].address", "\"floating\"");
        var (before, after) = (Plan(settings), Plan(settings.DeepClone().AsObject().With("tenants[0].location", "\"hel1\"")));

        Assert.Equal("hel1", after.Named(HCloudTypes.Server, "tenant-a-node").Text("location"));
        Assert.Equal("nbg1", after.Named(HCloudTypes.Server, "tenant-b-node").Text("location"));
        Assert.Equal(
            before.Named(HCloudTypes.ServerNetwork, "tenant-a-node-private").Text("ip"),
            after.Named(HCloudTypes.ServerNetwork, "tenant-a-node-private").Text("ip"));
        Assert.Equal("homeLocation", Assert.Single(after.OfType(HCloudTypes.FloatingIp).Single().IgnoreChanges));

        // Hetzner deletes no primary address that a server has, so the new one comes first and needs another name.
        var old = before.Named(HCloudTypes.PrimaryIp, "tenant-a-node-ipv4");
        var successor = after.Named(HCloudTypes.PrimaryIp, "tenant-a-node-ipv4");
        Assert.False(successor.DeleteBeforeReplace);
        Assert.NotEqual(old.Text("name"), successor.Text("name"));
    }

    private static string[] Ignored(PlannedStack stack, PlannedResource resource) => resource.Type switch
    {
        HCloudTypes.Server when !IsControlPlanes(resource) => ["image", "sshKeys", "userData"],
        HCloudTypes.Server when stack.Settings.Cluster.ControlPlane.Count == 1 => ["image", "placementGroupId", "sshKeys", "userData"],
        HCloudTypes.Server => ["image", "placementGroupId", "serverType", "sshKeys", "userData"],
        HCloudTypes.FloatingIp => ["homeLocation"],
        _ => [],
    };

    private static bool IsControlPlanes(PlannedResource server) => server.Name.StartsWith("control-plane-", StringComparison.Ordinal);

    private static string Triggers(PlannedResource command) => command.Inputs["triggers"]?.ToJsonString() ?? "";

    private static Plan Plan(System.Text.Json.Nodes.JsonObject settings) =>
        Planner.PlanAsync("infra", "random", settings.Load()).GetAwaiter().GetResult();
}
