using Infra.Planning;
using Infra.Stacks.Providers.HCloud;
using Infra.Tests.Integration.Hosts;
using Infra.Tests.Integration.K3s;
using Infra.Tests.Planning;
using Xunit;

namespace Infra.Tests.Integration;

[Collection(LifeCollection.Name)]
public sealed class NodeLifeTests(HostsFixture hosts)
{
    private const string Labels = "node-pool=acme\nnode-restriction.kubernetes.io/tenant=acme";

    [HostsFact]
    public async Task A_node_gets_its_labels_and_gets_them_again_when_it_registers_anew()
    {
        using var cluster = new TestCluster(hosts);
        var (server, agent) = await cluster.StartServerAndAgentAsync();
        Assert.Equal("", cluster.Node("tenant-1", "labels"));

        TestCluster.Succeeded(await cluster.RegisterAsync(server, "tenant-1"));
        Assert.Equal(Labels, cluster.Node("tenant-1", "labels"));

        Assert.Equal("active", (await server.MustAsync("systemctl is-active infra-label-nodes.timer")).Trim());
        await server.MustAsync("systemctl stop infra-label-nodes.timer; k3s kubectl delete node tenant-1");
        await agent.MustAsync("systemctl restart k3s-agent");
        await cluster.UntilJoinedAsync("tenant-1");
        Assert.Equal("", cluster.Node("tenant-1", "labels"));

        // What the timer does every minute.
        await server.MustAsync("systemctl start infra-label-nodes.service");
        Assert.Equal(Labels, cluster.Node("tenant-1", "labels"));
    }

    [HostsFact]
    public async Task A_removed_node_is_drained_then_deleted_then_forgotten_and_a_new_machine_takes_over_its_name()
    {
        using var cluster = new TestCluster(hosts);
        var (server, agent) = await cluster.StartServerAndAgentAsync();
        TestCluster.Succeeded(await cluster.RegisterAsync(server, "tenant-1"));
        agent.Stop();
        var successor = await cluster.StartPreparedAsync("successor");

        var early = await cluster.InstallAgentAsync(successor, server, cluster.Current.Release, nodeName: "tenant-1",
            readyLimit: TestCluster.ShortLimit);
        Assert.Contains("Node password rejected", early.Error, StringComparison.Ordinal);
        TestCluster.Refused(early, "tenant-1", "'k3s kubectl delete node tenant-1; ");

        await agent.StartAsync();
        // It would go on trying, and join as soon as the name is free.
        await successor.MustAsync("systemctl stop k3s-agent");
        TestCluster.Succeeded(await cluster.UnregisterAsync(server, "tenant-1"));
        cluster.Happened("cordon tenant-1", "drain tenant-1", "delete tenant-1", "forget tenant-1");
        Assert.False(cluster.HasNode("tenant-1"));
        agent.Stop();

        TestCluster.Succeeded(await cluster.InstallAgentAsync(successor, server, cluster.Current.Release, nodeName: "tenant-1"));
        TestCluster.Succeeded(await cluster.RegisterAsync(server, "tenant-1"));
        Assert.Equal(Labels, cluster.Node("tenant-1", "labels"));
    }

    [StandInFact("Whether pods could end shows where the stand-in records it.")]
    public async Task A_removed_tenants_drain_ends_before_its_network_goes_in_the_order_in_which_a_deployment_deletes()
    {
        using var cluster = new TestCluster(hosts);
        var removed = PlannedStack.Dev.Plan.Family("tenant-a").ToArray();
        var prepared = cluster.StartPreparedAsync("dev-tenant-a");
        var server = await cluster.StartServerAsync("dev-control-plane-1");
        var agent = await prepared;
        TestCluster.Succeeded(await cluster.InstallAgentAsync(agent, server, cluster.Current.Release));

        foreach (var step in removed.ToLookup(resource => DeletionTests.Layers(removed)[resource.Urn]).OrderBy(step => step.Key))
            await Task.WhenAll(step.Select(resource => Task.Run(() => DeleteAsync(resource))));

        cluster.Happened("cordon dev-tenant-a", "drain dev-tenant-a", "delete dev-tenant-a", "forget dev-tenant-a");

        async Task DeleteAsync(PlannedResource resource)
        {
            switch (resource.Type)
            {
                case HCloudTypes.Server:
                    agent.Stop();
                    break;
                case "hcloud:index/serverNetwork:ServerNetwork":
                    agent.Detach();
                    break;
                case PlanQueries.Command when resource.Text("delete") is { } delete:
                    TestCluster.Succeeded(await server.SshAsync($"{delete} {K3sUnderTest.Pace}"));
                    break;
            }
        }
    }

    [HostsFact]
    public async Task A_node_that_was_taken_out_while_its_machine_stays_comes_back_by_the_next_run()
    {
        using var cluster = new TestCluster(hosts);
        var (server, agent) = await cluster.StartServerAndAgentAsync();
        TestCluster.Succeeded(await cluster.UnregisterAsync(server, "tenant-1"));
        Assert.False(cluster.HasNode("tenant-1"));

        TestCluster.Succeeded(await cluster.InstallAgentAsync(agent, server, cluster.Current.Release));

        Assert.True(cluster.HasNode("tenant-1"));
        Assert.Equal(2, TestCluster.Starts(agent));
    }

    [HostsFact]
    public async Task A_machine_that_leaves_has_no_K3s_and_no_token_any_more_and_can_serve_again()
    {
        using var cluster = new TestCluster(hosts);
        var (server, agent) = await cluster.StartServerAndAgentAsync();
        TestCluster.Succeeded(await cluster.UnregisterAsync(server, "tenant-1"));

        TestCluster.Succeeded(await cluster.ReleaseAsync(agent));

        Assert.NotEqual("active", (await agent.SshAsync("systemctl is-active k3s-agent")).Output.Trim());
        Assert.All(
            ["/usr/local/bin/k3s", "/etc/rancher/k3s/config.yaml", "/etc/systemd/system/k3s-agent.service.d/10-infra.conf"],
            path => Assert.False(agent.Has(path), path));
        Assert.DoesNotContain("infra", await agent.MustAsync("nft list ruleset"), StringComparison.Ordinal);
        Assert.Equal((0, ""), await OutcomeAsync(cluster.ReleaseAsync(agent)));

        TestCluster.Refused(await cluster.InstallAgentAsync(agent, server, cluster.Current.Release), "tenant-1", "wasn't prepared");
        TestCluster.Succeeded(await cluster.PrepareAsync(agent));
        TestCluster.Succeeded(await cluster.InstallAgentAsync(agent, server, cluster.Current.Release));
        Assert.True(cluster.HasNode("tenant-1"));
    }

    [HostsFact]
    public async Task K3s_stays_on_a_machine_that_is_another_node_by_now()
    {
        using var cluster = new TestCluster(hosts);
        var (server, agent) = await cluster.StartServerAndAgentAsync();
        TestCluster.Succeeded(await cluster.InstallAgentAsync(agent, server, cluster.Current.Release, nodeName: "renamed-1"));

        var release = await cluster.ReleaseAsync(agent);

        Assert.Equal("tenant-1: K3s stays: this machine is the node renamed-1 now\n", release.Output);
        Assert.Equal("active", (await agent.MustAsync("systemctl is-active k3s-agent")).Trim());
        Assert.True(cluster.HasNode("renamed-1"));
    }

    [HostsFact]
    public async Task A_node_whose_machine_is_lost_is_deleted_without_waiting_for_pods_to_leave()
    {
        using var cluster = new TestCluster(hosts);
        var (server, agent) = await cluster.StartServerAndAgentAsync();
        agent.Stop();
        await cluster.UntilLostAsync("tenant-1");

        TestCluster.Succeeded(await cluster.UnregisterAsync(server, "tenant-1"));
        cluster.Happened("cordon tenant-1", "delete tenant-1", "forget tenant-1");
        Assert.False(cluster.HasNode("tenant-1"));

        var again = await cluster.UnregisterAsync(server, "tenant-1");
        TestCluster.Succeeded(again);
        cluster.Happened("cordon tenant-1", "delete tenant-1", "forget tenant-1", "forget tenant-1");
    }

    [HostsFact]
    public async Task A_dead_server_is_forgotten_before_its_successor_joins_and_a_living_one_is_left_alone()
    {
        using var cluster = new TestCluster(hosts);
        var (server, agent) = await cluster.StartServerAndAgentAsync();

        var alive = await cluster.ForgetAsync(server, "tenant-1");
        TestCluster.Succeeded(alive);
        Assert.Equal("tenant-1: the node is alive and stays: no other machine can join under its name\n", alive.Output);
        Assert.True(cluster.HasNode("tenant-1"));
        cluster.Happened();

        agent.Stop();
        TestCluster.Succeeded(await cluster.ForgetAsync(server, "tenant-1"));
        Assert.False(cluster.HasNode("tenant-1"));
        cluster.Happened("delete tenant-1", "forget tenant-1");
    }

    [StandInFact("Who watches leases can't be told from here.")]
    public async Task A_dead_node_is_told_by_its_lease_though_the_cluster_goes_on_calling_it_ready()
    {
        using var cluster = new TestCluster(hosts);
        var (server, agent) = await cluster.StartServerAndAgentAsync();
        await server.MustAsync("touch /srv/cluster/nodes/tenant-1/unwatched");
        agent.Stop();

        var forgotten = await cluster.ForgetAsync(server, "tenant-1");

        TestCluster.Succeeded(forgotten);
        Assert.Matches(
            "^tenant-1: there is a node of this name whose lease isn't renewed since [^ ]+: .*\ntenant-1: removed the dead node\n$",
            forgotten.Output);
        Assert.False(cluster.HasNode("tenant-1"));
    }

    [StandInFact("How long pods take to end depends on them.")]
    public async Task Pods_that_outstay_a_drain_are_named_with_what_it_said()
    {
        using var cluster = new TestCluster(hosts);
        var (server, _) = await cluster.StartServerAndAgentAsync();
        await server.MustAsync(
            "printf 'shop/stays|ReplicaSet\nshop/bare|\nkube-system/speaker|DaemonSet\n' > /srv/cluster/nodes/tenant-1/pods");

        var removed = await cluster.UnregisterAsync(server, "tenant-1", more: " DRAIN_LIMIT=3");

        TestCluster.Succeeded(removed);
        Assert.Equal(
            "tenant-1: not drained within 3 s; deleted all the same: error: unable to drain node \"tenant-1\" due to error: "
            + "global timeout reached: 3s; still there: shop/stays shop/bare\n",
            removed.Output);
        Assert.False(cluster.HasNode("tenant-1"));
    }

    [StandInFact("A real cluster takes longer to notice than the limit of a drain.")]
    public async Task A_node_that_dies_while_it_is_drained_is_waited_for_no_longer()
    {
        using var cluster = new TestCluster(hosts);
        var (server, agent) = await cluster.StartServerAndAgentAsync();
        await server.MustAsync("echo 'shop/stays|ReplicaSet' > /srv/cluster/nodes/tenant-1/pods");
        agent.Stop();

        var removed = await cluster.UnregisterAsync(server, "tenant-1", more: " DRAIN_LIMIT=600");

        TestCluster.Succeeded(removed);
        Assert.Contains("not drained, as the node doesn't answer", removed.Output, StringComparison.Ordinal);
        Assert.False(cluster.HasNode("tenant-1"));
    }

    [HostsFact]
    public async Task A_new_machine_does_not_start_a_second_cluster_while_a_server_of_the_old_one_answers()
    {
        using var cluster = new TestCluster(hosts);
        var prepared = cluster.StartPreparedAsync("control-2");
        var server = await cluster.StartServerAsync("control-1");
        var other = await prepared;

        var split = await cluster.InstallServerAsync(other, cluster.Current.Release, peer: server);

        TestCluster.Refused(split, "control-2", $"the cluster's server {server.PrivateAddress} answers");
        Assert.False(other.Has("/usr/local/bin/k3s"));
    }

    [HostsFact]
    public async Task An_agent_with_a_wrong_token_stays_out_and_the_reason_is_told_without_the_token()
    {
        using var cluster = new TestCluster(hosts);
        var prepared = cluster.StartPreparedAsync("tenant-1");
        var server = await cluster.StartServerAsync("control-1");
        var agent = await prepared;

        var refused = await cluster.InstallAgentAsync(agent, server, cluster.Current.Release, token: "Wrong" + cluster.AgentToken,
            readyLimit: TestCluster.ShortLimit);

        TestCluster.Refused(refused, "tenant-1", "journalctl -u k3s-agent");
        Assert.Contains("not authorized", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(cluster.AgentToken, refused.Text, StringComparison.Ordinal);
        Assert.False(cluster.HasNode("tenant-1"));
    }

    private static async Task<(int, string)> OutcomeAsync(Task<ProgramResult> run)
    {
        var result = await run;
        return (result.ExitCode, result.Text);
    }
}
