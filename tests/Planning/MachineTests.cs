using System.Text.Json.Nodes;
using Infra.Components.K3s;
using Infra.Planning;
using Infra.Rendering;
using Infra.Stacks.Providers.HCloud;
using Infra.Tests.Settings;
using Xunit;

namespace Infra.Tests.Planning;

public sealed class MachineTests
{
    [Fact]
    public void A_tenants_limit_of_pods_reaches_its_own_kubelet_alone()
    {
        var files = PlanFiles.Render(PlannedStack.Of("pods", SettingsText.Hcloud().With("tenants[1].kubeletMaxPods", "200")).Plan);
        Assert.Equal(
            ["hosts/main-tenant-b/config.yaml"],
            files.Where(file => file.Key.EndsWith("/config.yaml", StringComparison.Ordinal))
                .Where(file => file.Value.Contains("max-pods=200", StringComparison.Ordinal)).Select(file => file.Key));
        Assert.DoesNotContain("max-pods", files["hosts/main-tenant-a/config.yaml"], StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_mirror_no_node_is_told_to_go_to_GitHub()
    {
        var settings = SettingsText.Hcloud().With("cluster.k3sMirror", "\"https://mirror.example.com/k3s/\"");
        var plan = PlannedStack.Of("mirror", settings).Plan;
        var fetching = plan.OfType(PlanQueries.Command).Select(command => command.Text("create") ?? "")
            .Where(create => create.Contains("VERSION=", StringComparison.Ordinal)).ToList();

        Assert.Equal(2 * (1 + 2), fetching.Count);
        Assert.All(fetching, create => Assert.Contains(
            $"DOWNLOADS_URL='https://mirror.example.com/k3s/{K3sVersion.Default.Replace("+", "%2B", StringComparison.Ordinal)}'", create,
            StringComparison.Ordinal));
        Assert.All(fetching, create => Assert.DoesNotContain("github", create, StringComparison.Ordinal));
    }

    [Theory, EveryStack]
    public void An_address_outlives_its_server(PlannedStack stack)
    {
        Assert.All(stack.Plan.OfType(HCloudTypes.PrimaryIp), address => Assert.False(address.At("autoDelete")!.GetValue<bool>()));
        Assert.Equal(stack.Plan.OfType(HCloudTypes.Server).Count(), stack.Plan.OfType(HCloudTypes.PrimaryIp).Count());
        Assert.All(stack.Plan.OfType(HCloudTypes.Server), server =>
        {
            Assert.Single(server.DependsOn, urn => urn.Contains($"{HCloudTypes.PrimaryIp}::{server.Name}-", StringComparison.Ordinal));
            Assert.False(server.At("publicNets")!.AsArray().Single().At("ipv6Enabled")!.GetValue<bool>());
        });
    }

    [Theory, EveryStack]
    public void A_floating_address_is_there_for_those_who_asked_and_is_bound_to_their_own_server(PlannedStack stack)
    {
        var asked = stack.Settings.Tenants
            .Where(tenant => tenant.Address is Components.Tenants.TenantAddress.Floating)
            .Select(tenant => tenant.Name)
            .ToHashSet();
        Assert.Equal(asked.Count, stack.Plan.OfType(HCloudTypes.FloatingIp).Count());
        Assert.All(asked, tenant =>
        {
            var family = stack.Plan.Family(tenant).ToList();
            var assignment = Assert.Single(family, resource => resource.Type == HCloudTypes.FloatingIpAssignment);
            var bound = family.Where(resource => resource.Type is HCloudTypes.FloatingIp or HCloudTypes.Server)
                .Select(resource => resource.Urn);
            Assert.Equal(bound.Order(StringComparer.Ordinal), assignment.DependsOn);
        });
    }

    [Theory, EveryStack]
    public void A_servers_place_in_the_private_network_is_a_resource_of_its_own_with_a_fixed_address(PlannedStack stack)
    {
        var isPrivate = stack.Settings.Cluster is { Provider: HCloudProvider, Network.PrivateRange: not null };
        Assert.All(stack.Plan.OfType(HCloudTypes.Server), server => Assert.Null(server.At("networks")));
        Assert.Equal(isPrivate ? stack.Plan.OfType(HCloudTypes.Server).Count() : 0, stack.Plan.OfType(HCloudTypes.ServerNetwork).Count());
        if (!isPrivate) return;
        Assert.All(stack.Settings.Tenants, tenant =>
        {
            var attachment = Assert.Single(stack.Plan.Family(tenant.Name), resource => resource.Type == HCloudTypes.ServerNetwork);
            Assert.Equal(tenant.PrivateAddress, attachment.Text("ip"));
            Assert.Contains(attachment.DependsOn, urn => urn.EndsWith("::network-private", StringComparison.Ordinal));
        });
        var addresses = stack.Plan.OfType(HCloudTypes.ServerNetwork).Select(attachment => attachment.Text("ip")).ToList();
        Assert.Equal(addresses.Count, addresses.Distinct().Count());
    }

    [Theory, EveryStack]
    public void The_control_plane_is_closed_to_the_world_unless_that_was_asked_for(PlannedStack stack)
    {
        string[] world = ["0.0.0.0/0", "::/0"];
        var guards = stack.Plan.OfType(HCloudTypes.Firewall).Where(IsControlPlanes).ToList();
        if (stack.Settings.Cluster.Provider is HCloudProvider) Assert.NotEmpty(guards);
        var isOpen = guards.SelectMany(Rules).Any(rule => rule.At("sourceIps").Texts().Intersect(world).Any());
        Assert.Equal(stack.Settings.Cluster.ControlPlane.OpenToTheWorld && guards.Count > 0, isOpen);
        Assert.All(guards.SelectMany(Rules), rule => Assert.Equal("in", rule.At("direction")!.GetValue<string>()));
    }

    [Theory, EveryStack]
    public void A_tenants_node_is_open_for_web_traffic_and_nothing_that_administers_it(PlannedStack stack)
    {
        var open = stack.Plan.OfType(HCloudTypes.Firewall).Where(firewall => !IsControlPlanes(firewall)).SelectMany(Rules)
            .Where(rule => rule.At("sourceIps").Texts().Contains("0.0.0.0/0") && rule.At("port") is not null)
            .Select(rule => (rule.At("protocol")!.GetValue<string>(), rule.At("port")!.GetValue<string>()))
            .ToList();
        HashSet<(string, string)> expected = stack.Settings.Cluster.Provider is HCloudProvider ? [("tcp", "80"), ("tcp", "443")] : [];
        if (expected.Count > 0 && stack.Settings.Cluster.ControlPlane.OpenToTheWorld) expected.Add(("tcp", "22"));
        Assert.Equal(expected.Order(), open.Order());
    }

    [Theory, EveryStack]
    public void Every_server_stands_behind_the_firewall_of_its_role(PlannedStack stack) =>
        Assert.All(stack.Plan.OfType(HCloudTypes.Server), server =>
        {
            var role = server.Name.StartsWith("control-plane-", StringComparison.Ordinal) ? "control-plane" : "tenant";
            Assert.Equal(role, server.At("labels", "role")!.GetValue<string>());
            var firewall = Assert.Single(server.DependsOn, urn => urn.Contains($"{HCloudTypes.Firewall}::", StringComparison.Ordinal));
            Assert.EndsWith(role == "tenant" ? "::network-tenants" : "::network-control-plane", firewall, StringComparison.Ordinal);
            Assert.Single(server.At("firewallIds")!.AsArray());
        });

    [Theory, EveryStack]
    public void Over_public_addresses_nodes_reach_the_control_plane_and_each_is_let_in_by_its_own_address(PlannedStack stack)
    {
        var cluster = stack.Settings.Cluster;
        var peers = stack.Plan.OfType(HCloudTypes.Firewall).Where(firewall => firewall.At("applyTos") is not null).ToList();
        var expected = cluster is { Provider: HCloudProvider, Network.PrivateRange: null } ? 2 : 0;
        Assert.Equal(expected, peers.Count);
        if (expected == 0 || cluster.ControlPlane.OpenToTheWorld) return;
        var api = Rules(peers.Single(IsControlPlanes))
            .Where(rule => rule.At("port")!.GetValue<string>() == "6443")
            .SelectMany(rule => rule.At("sourceIps").Texts());
        Assert.Equal(stack.Plan.OfType(HCloudTypes.Server).Count(), api.Distinct().Count());
        Assert.All(api, range => Assert.EndsWith("/32", range, StringComparison.Ordinal));
        // Tenants' nodes let servers in, and no other tenant's node.
        var tunnels = Rules(peers.Single(firewall => !IsControlPlanes(firewall)))
            .Where(rule => rule.At("protocol")!.GetValue<string>() == "udp")
            .SelectMany(rule => rule.At("sourceIps").Texts());
        Assert.Equal(
            stack.Plan.Servers.Select(server => $"{server.Address}/32").Order(StringComparer.Ordinal),
            tunnels.Order(StringComparer.Ordinal));
    }

    [Theory, EveryStack]
    public void A_placement_group_spreads_its_servers_and_none_stands_empty(PlannedStack stack) =>
        Assert.All(stack.Plan.OfType(HCloudTypes.PlacementGroup), group =>
        {
            Assert.Equal("spread", group.Text("type"));
            Assert.Contains(stack.Plan.OfType(HCloudTypes.Server), server => server.DependsOn.Contains(group.Urn));
        });

    [Theory, EveryStack]
    public void Protection_covers_control_plane_addresses_keys_and_tokens(PlannedStack stack)
    {
        var wanted = stack.Plan.Resources.Where(resource => resource.Type is HCloudTypes.PrimaryIp or HCloudTypes.FloatingIp
            or "tls:index/privateKey:PrivateKey" or "random:index/randomPassword:RandomPassword" or HCloudTypes.Network
            || (resource.Type == HCloudTypes.Server && resource.Name.StartsWith("control-plane-", StringComparison.Ordinal))
            || (resource.Name.StartsWith($"{stack.Settings.Cluster.Name}-control-plane-", StringComparison.Ordinal)
                && resource.Name.EndsWith("-release", StringComparison.Ordinal))).ToList();
        Assert.NotEmpty(wanted);
        var isProtected = stack.Settings.Cluster.Protect;
        Assert.All(wanted, resource => Assert.Equal(isProtected, resource.Protect));
        // Removing a tenant stays possible: what stands in its way is its address alone.
        Assert.All(stack.Plan.Resources.Except(wanted), resource => Assert.False(resource.Protect, resource.Urn));
    }

    private static bool IsControlPlanes(PlannedResource firewall) =>
        firewall.Name.EndsWith("-control-plane", StringComparison.Ordinal)
        || (firewall.At("applyTos")?.ToJsonString().Contains("role=control-plane", StringComparison.Ordinal) ?? false);

    private static IEnumerable<JsonNode> Rules(PlannedResource firewall) => firewall.At("rules")!.AsArray().Select(rule => rule!);
}
