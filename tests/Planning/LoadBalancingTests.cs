using Infra.Components.Kubernetes;
using Infra.Components.LoadBalancing;
using Infra.Planning;
using Xunit;

namespace Infra.Tests.Planning;

public sealed class LoadBalancingTests
{
    [Theory, EveryStack]
    public void Addresses_are_announced_to_routers_where_the_settings_name_some_and_on_layer_2_elsewhere(PlannedStack stack)
    {
        var isBgp = stack.Settings.Cluster.Bgp is not null;
        Assert.Equal(isBgp ? 0 : stack.Plan.Tenants.Length, stack.Plan.Objects("L2Advertisement").Count());
        Assert.Equal(isBgp ? stack.Plan.Tenants.Length : 0, stack.Plan.Objects("BGPAdvertisement").Count());
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
    public void Nothing_secret_lies_where_speakers_read(PlannedStack stack)
    {
        Assert.DoesNotContain(
            stack.Plan.Objects().Where(resource => resource.Namespace() == Announcements.Namespace),
            resource => resource.Text("kind") is "Secret" or "ConfigMap" || resource.Inputs.ToJsonString().Contains("assword"));
        // With memberlist the chart would make a key that all speakers share.
        Assert.False(stack.Plan.Named(PlanQueries.Release, "metallb").At("values", "speaker", "memberlist", "enabled")!.GetValue<bool>());
    }

    [Theory, EveryStack]
    public void No_label_that_a_node_can_write_silences_a_speaker(PlannedStack stack) =>
        Assert.True(stack.Plan.Named(PlanQueries.Release, "metallb").At("values", "speaker", "ignoreExcludeLB")!.GetValue<bool>());
}
