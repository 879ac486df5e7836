using System.Net;
using System.Net.Sockets;
using Infra.Components.LoadBalancing;
using Infra.Components.Tenants;
using Infra.Planning;
using Xunit;

namespace Infra.Tests.Planning;

public sealed class LoadBalancingTests
{
    [Theory, EveryStack]
    public void Every_tenant_has_one_pool_and_it_holds_the_tenants_address_alone(PlannedStack stack)
    {
        Assert.Equal(stack.Plan.Tenants.Length, stack.Plan.Objects("IPAddressPool").Count());
        Assert.All(stack.Plan.Tenants, tenant =>
        {
            var range = Assert.Single(Pool(stack.Plan, tenant.Name).At("spec", "addresses").Texts());
            var parts = range.Split('/');
            Assert.Equal(tenant.Address, parts[0]);
            Assert.Equal(IPAddress.Parse(parts[0]).AddressFamily == AddressFamily.InterNetworkV6 ? "128" : "32", parts[1]);
        });
    }

    [Theory, EveryStack]
    public void No_address_is_in_two_pools(PlannedStack stack)
    {
        var addresses = stack.Plan.Objects("IPAddressPool").SelectMany(pool => pool.At("spec", "addresses").Texts()).ToList();
        Assert.Equal(addresses.Count, addresses.Distinct().Count());
    }

    [Theory, EveryStack]
    public void A_pool_is_given_to_nobody_by_chance_and_only_to_its_tenants_namespace(PlannedStack stack) =>
        Assert.All(stack.Plan.Tenants, tenant =>
        {
            var pool = Pool(stack.Plan, tenant.Name);
            Assert.False(pool.At("spec", "autoAssign")!.GetValue<bool>());
            var allocation = pool.At("spec", "serviceAllocation")!.AsObject();
            Assert.Equal(["namespaces"], allocation.Select(entry => entry.Key));
            Assert.Equal([new TenantNames(tenant.Name).Namespace], allocation["namespaces"].Texts());
        });

    [Theory, EveryStack]
    public void A_tenants_address_is_announced_once_by_its_own_node_alone(PlannedStack stack)
    {
        var kind = stack.Settings.Cluster.Bgp is null ? "L2Advertisement" : "BGPAdvertisement";
        var other = stack.Settings.Cluster.Bgp is null ? "BGPAdvertisement" : "L2Advertisement";
        Assert.Empty(stack.Plan.Objects(other));
        Assert.Equal(stack.Plan.Tenants.Length, stack.Plan.Objects(kind).Count());
        Assert.All(stack.Plan.Tenants, tenant =>
        {
            var advertisement = Assert.Single(
                stack.Plan.Family(tenant.Name),
                resource => resource.Type.EndsWith($":{kind}", StringComparison.Ordinal));
            Assert.Equal([Pool(stack.Plan, tenant.Name).ObjectName()], advertisement.At("spec", "ipAddressPools").Texts());
            Assert.Null(advertisement.At("spec", "ipAddressPoolSelectors"));
            var selector = Assert.Single(advertisement.At("spec", "nodeSelectors")!.AsArray())!.AsObject();
            Assert.Equal($$$"""{"matchLabels":{"node-restriction.kubernetes.io/tenant":"{{{tenant.Name}}}"}}""", selector.ToJsonString());
        });
    }

    [Theory, EveryStack]
    public void Routers_are_peered_with_by_tenants_nodes_only_and_each_once(PlannedStack stack)
    {
        var expected = stack.Settings.Cluster.Bgp?.Peers.Select(peer => (peer.Address, peer.Asn)) ?? [];
        var peers = stack.Plan.Objects("BGPPeer").ToList();
        var peered = peers.Select(peer =>
            (peer.At("spec", "peerAddress")!.GetValue<string>(), peer.At("spec", "peerASN")!.GetValue<long>()));
        Assert.Equal(expected.Order(), peered.Order());
        Assert.All(peers, peer =>
        {
            Assert.Equal(stack.Settings.Cluster.Bgp!.Asn, peer.At("spec", "myASN")!.GetValue<long>());
            var expression = Assert.Single(Assert.Single(peer.At("spec", "nodeSelectors")!.AsArray()).At("matchExpressions")!.AsArray());
            Assert.Equal(TenantLabels.NodeKey, expression.At("key")!.GetValue<string>());
        });
    }

    [Theory, EveryStack]
    public void MetalLBs_objects_wait_until_its_webhook_answers(PlannedStack stack)
    {
        var gate = stack.Plan.Named(PlanQueries.Command, "metallb-webhook");
        Assert.Contains(stack.Plan.Named(PlanQueries.Release, "metallb").Urn, gate.DependsOn);
        var objects = stack.Plan.Objects()
            .Where(resource => resource.Text("apiVersion")!.StartsWith("metallb.io/", StringComparison.Ordinal))
            .ToList();
        Assert.True(objects.Count >= 2 * stack.Plan.Tenants.Length);
        Assert.All(objects, resource =>
        {
            Assert.Equal(Announcements.Namespace, resource.Namespace());
            Assert.Contains(gate.Urn, stack.Plan.Before(resource));
        });
    }

    [Theory, EveryStack]
    public void Speakers_run_on_every_node_and_the_controller_on_the_control_plane(PlannedStack stack)
    {
        var values = stack.Plan.Named(PlanQueries.Release, "metallb").At("values")!;
        Assert.Equal("""{"node-role.kubernetes.io/control-plane":"true"}""", values.At("controller", "nodeSelector")!.ToJsonString());
        Assert.Contains(
            "node-role.kubernetes.io/control-plane",
            values.At("controller", "tolerations")!.ToJsonString(),
            StringComparison.Ordinal);
        var usesFrr = stack.Settings.Cluster.Bgp is not null;
        Assert.Equal(usesFrr, values.At("frrk8s", "enabled")!.GetValue<bool>());
        Assert.False(values.At("speaker", "frr", "enabled")!.GetValue<bool>());
        string[][] daemons = usesFrr ? [["speaker"], ["frr-k8s", "frrk8s"]] : [["speaker"]];
        Assert.All(daemons, daemon =>
        {
            var tolerations = values.At([.. daemon, "tolerations"])!.AsArray();
            // Without value and effect, a toleration is good for every tenant's taint.
            Assert.Contains(
                """{"key":"node-restriction.kubernetes.io/tenant","operator":"Exists"}""",
                tolerations.Select(item => item!.ToJsonString()));
            Assert.Null(values.At([.. daemon, "nodeSelector"]));
        });
    }

    [Theory, EveryStack]
    public void No_label_that_a_node_can_write_silences_a_speaker(PlannedStack stack) =>
        Assert.True(stack.Plan.Named(PlanQueries.Release, "metallb").At("values", "speaker", "ignoreExcludeLB")!.GetValue<bool>());

    private static PlannedResource Pool(Plan plan, string tenant) =>
        Assert.Single(plan.Family(tenant), resource => resource.Type.EndsWith(":IPAddressPool", StringComparison.Ordinal));
}
