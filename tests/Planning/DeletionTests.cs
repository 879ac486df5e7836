using System.Text.Json.Nodes;
using Infra.Planning;
using Infra.Stacks.Providers.HCloud;
using Infra.Tests.Settings;
using Xunit;

namespace Infra.Tests.Planning;

/// <summary>In which order a deployment deletes what goes.</summary>
public sealed class DeletionTests
{
    [Theory, EveryStack]
    public void A_tenants_node_is_drained_before_anything_goes_that_it_lives_on(PlannedStack stack) => Assert.All(
        stack.Settings.Tenants,
        tenant =>
        {
            var node = $"{stack.Settings.Cluster.Name}-{tenant.Name}";
            // The old firewall, with the address of the node that leaves, is deleted together with what was the tenant's.
            var condemned = stack.Plan.Family(tenant.Name)
                .Concat(stack.Plan.OfType(HCloudTypes.Firewall).Where(firewall => firewall.ReplaceOnChanges.Contains("name")))
                .ToList();
            var steps = Layers(condemned);
            var drain = steps[stack.Plan.Named(PlanQueries.Command, $"{node}-membership").Urn];
            var needed = condemned.Where(IsNeeded).ToList();
            Assert.Contains(needed, resource => resource.Type == HCloudTypes.Server || resource.Name == $"{node}-release");
            Assert.All(needed, resource => Assert.True(drain < steps[resource.Urn], resource.Urn));
        });

    [Theory, EveryStack]
    public void What_lies_in_a_tenants_namespace_goes_with_it_which_Kubernetes_empties_of_pods_first(PlannedStack stack) => Assert.All(
        stack.Settings.Tenants,
        tenant => Assert.All(tenant.NamespaceNames(), name =>
        {
            var ns = stack.Plan.Object("Namespace", null, name).Urn;
            var inside = stack.Plan.Family(tenant.Name)
                .Where(resource => resource.Namespace() == name
                    || (resource.Type == PlanQueries.Release && resource.Text("namespace") == name))
                .ToList();
            Assert.True(inside.Count >= 7, name);
            Assert.All(inside, resource => Assert.Equal(ns, resource.DeletedWith));
        }));

    [Theory, EveryStack]
    public void A_tenants_node_is_out_of_the_cluster_before_its_namespaces_go_as_its_pods_stay_until_then(PlannedStack stack) => Assert.All(
        stack.Settings.Tenants,
        tenant =>
        {
            var steps = Layers([.. stack.Plan.Family(tenant.Name)]);
            var drain = steps[stack.Plan.Named(PlanQueries.Command, $"{stack.Settings.Cluster.Name}-{tenant.Name}-membership").Urn];
            Assert.All(tenant.NamespaceNames(), name =>
                Assert.True(drain < steps[stack.Plan.Object("Namespace", null, name).Urn], name));
        });

    [Theory, EveryStack]
    public void The_entry_server_stays_in_the_cluster_when_the_other_two_go(PlannedStack stack)
    {
        var cluster = stack.Settings.Cluster;
        var memberships = stack.Plan.OfType(PlanQueries.Command)
            .Where(command => command.Name.EndsWith("-membership", StringComparison.Ordinal));
        var entry = $"{cluster.ServerName(cluster.ControlPlane.Entry)}-membership";
        Assert.All(memberships, membership => Assert.Equal(membership.Name == entry, membership.RetainOnDelete));
    }

    [Fact]
    public void Nodes_reach_the_control_plane_by_another_firewall_when_one_of_them_leaves()
    {
        var settings = Hcloud();
        var fewer = Hcloud();
        fewer["tenants"]!.AsArray().RemoveAt(0);
        Assert.NotEqual(PeerFirewall(settings), PeerFirewall(fewer));

        var reordered = Hcloud();
        reordered["tenants"] = new JsonArray([.. reordered["tenants"]!.AsArray().Select(tenant => tenant!.DeepClone()).Reverse()]);
        Assert.Equal(PeerFirewall(settings), PeerFirewall(reordered));
    }

    private static JsonObject Hcloud() => SettingsText.Hcloud().With("cluster.network", "\"public\"");

    private static string PeerFirewall(JsonObject settings) =>
        PlannedStack.Of("peers", settings).Plan.Named(HCloudTypes.Firewall, "peers-control-plane").Text("name")!;

    private static bool IsNeeded(PlannedResource resource) => resource.Type
        is HCloudTypes.Server or HCloudTypes.Firewall
        or HCloudTypes.ServerNetwork or HCloudTypes.PrimaryIp
        or HCloudTypes.FloatingIp or HCloudTypes.FloatingIpAssignment
        || resource.Name.EndsWith("-release", StringComparison.Ordinal);

    /// <summary>
    /// The step in which each goes, as Pulumi schedules deletions (pkg/resource/deploy/step_generator.go, ScheduleDeletes): whatever
    /// depends on nothing that is left to go makes a layer, and the layers go in the opposite order, each all at once.
    /// </summary>
    internal static Dictionary<string, int> Layers(IReadOnlyCollection<PlannedResource> condemned)
    {
        var left = condemned.ToList();
        var layers = new List<List<PlannedResource>>();
        while (left.Count > 0)
        {
            var urns = left.Select(resource => resource.Urn).ToHashSet();
            layers.Add(left.FindAll(resource => !resource.DependsOn
                .Append(resource.Parent).Append(resource.Provider).Append(resource.DeletedWith)
                .Any(urn => urns.Contains(urn ?? ""))));
            left = [.. left.Except(layers[^1])];
        }

        layers.Reverse();
        return layers
            .SelectMany((layer, step) => layer.Select(resource => (resource.Urn, Step: step)))
            .ToDictionary(entry => entry.Urn, entry => entry.Step);
    }
}
