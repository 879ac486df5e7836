using Infra.Components.Machines;
using Infra.Tests.Integration.Hosts;
using Infra.Tests.Integration.K3s;
using Xunit;

namespace Infra.Tests.Integration;

/// <summary>
/// A control plane of three on hosts, by the commands that the program registers and in their order. What K3s itself does with three
/// servers, such as serving on while one is away, is shown with a real K3s only: the stand-in keeps no data.
/// </summary>
[Collection(InstallationCollection.Name)]
public sealed class ThreeServersTests(HostsFixture hosts)
{
    [HostsFact]
    public async Task Servers_join_one_after_the_other_and_a_lost_entry_server_comes_back_through_another_one()
    {
        using var cluster = new TestCluster(hosts);
        var servers = await Task.WhenAll(new[] { "c-1", "c-2", "c-3" }.Select(cluster.StartPreparedAsync));

        var names = await cluster.RunControlPlaneAsync(servers, entry: 1);

        Assert.Equal(["c-1-k3s", "c-2-membership", "c-2-k3s", "c-3-membership", "c-3-k3s", "c-1-membership"], names);
        string[] founded = ["cluster-init c-1", "forget c-2", "join c-2", "forget c-3", "join c-3"];
        cluster.Happened(founded);
        var entry = $"server: https://{servers[0].PrivateAddress}:6443\n";
        Assert.Equal(["cluster-init: true\n", entry, entry], servers.Select(HowItStarts));

        int[] before = [.. servers[1..].Select(TestCluster.Starts)];
        servers[0] = await cluster.ReplaceWithPreparedAsync(servers[0]);
        var split = await cluster.RunControlPlaneUntilRefusedAsync(servers, entry: 1);
        TestCluster.Refused(split, "c-1", "set controlPlane.entry to a healthy server");
        cluster.Happened(founded);

        names = await cluster.RunControlPlaneAsync(servers, entry: 2);

        Assert.Equal(["c-2-k3s", "c-1-membership", "c-1-k3s", "c-3-membership", "c-3-k3s", "c-2-membership"], names);
        cluster.Happened([.. founded, "delete c-1", "forget c-1", "join c-1"]);
        Assert.Equal($"server: https://{servers[1].PrivateAddress}:6443\n", HowItStarts(servers[0]));
        // The healthy ones have another entry in their files now, and were not restarted for it.
        Assert.Equal(before, servers[1..].Select(TestCluster.Starts));
    }

    [HostsFact]
    public async Task A_snapshot_is_restored_on_a_server_that_joined_another_and_the_others_come_back_through_it()
    {
        using var cluster = new TestCluster(hosts);
        var servers = await Task.WhenAll(new[] { "c-1", "c-2", "c-3" }.Select(cluster.StartPreparedAsync));
        await cluster.RunControlPlaneAsync(servers, entry: 1);
        const string Snapshot = "/var/lib/rancher/k3s/server/db/snapshots/etcd-snapshot";
        await servers[1].MustAsync(K3sUnderTest.IsStandIn
            ? $"mkdir -p $(dirname {Snapshot}); echo data > {Snapshot}"
            : $"k3s etcd-snapshot save --name taken && mv $(dirname {Snapshot})/taken* {Snapshot}");
        // The machines of the other two are lost.
        servers[0] = await cluster.ReplaceWithPreparedAsync(servers[0]);
        servers[2] = await cluster.ReplaceWithPreparedAsync(servers[2]);
        await servers[1].MustAsync("systemctl stop k3s");
        const string Restore = $"k3s server --cluster-reset --cluster-reset-restore-path={Snapshot}";
        var refused = await servers[1].SshAsync(Restore);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("remove server from configuration before resetting", refused.Error, StringComparison.Ordinal);

        // As the documents say.
        await servers[1].MustAsync($"sed -i '/^server:/d' /etc/rancher/k3s/config.yaml; {Restore} && systemctl start k3s");
        var names = await cluster.RunControlPlaneAsync(servers, entry: 2);

        Assert.Equal(["c-2-k3s", "c-1-membership", "c-1-k3s", "c-3-membership", "c-3-k3s", "c-2-membership"], names);
        Assert.All(["c-1", "c-2", "c-3"], node => Assert.Equal("True", cluster.Node(node, "ready")));
    }

    [HostsFact]
    public async Task What_would_cut_most_of_etcds_members_from_each_other_is_refused_before_anything_changes()
    {
        using var cluster = new TestCluster(hosts);
        var servers = await Task.WhenAll(new[] { "c-1", "c-2", "c-3" }.Select(cluster.StartPreparedAsync));
        await cluster.RunControlPlaneAsync(servers, entry: 1);
        string[] now = [.. servers.Select(server => server.PrivateAddress)];
        var before = FileRecord.Of(servers[1]);

        // Another range: this one's own address, and those of the others.
        var range = await cluster.PrepareAsync(
            servers[1], place: new ServerPlace("10.98.0.12", ["10.98.0.11", "10.98.0.12", "10.98.0.13"]));
        // A public network, where only its own is known beforehand.
        var network = await cluster.PrepareAsync(servers[1], place: new ServerPlace(servers[1].PublicAddress, []));
        // Its own stays, and its firewall would let the two others in no more.
        var firewall = await cluster.PrepareAsync(servers[1], place: new ServerPlace(now[1], ["10.98.0.11", now[1], "10.98.0.13"]));
        var install = await cluster.InstallServerAsync(servers[1], cluster.Current.Release, more: " NODE_ADDRESS=10.98.0.12");

        Assert.All([range, network, firewall], refused => TestCluster.Refused(refused, "c-2", "etcd's members know each other by"));
        TestCluster.Refused(install, "c-2", $"etcd knows this server by {now[1]}, and K3s would never be ready with 10.98.0.12");
        Assert.Empty(FileRecord.Differences(before, FileRecord.Of(servers[1])));
        // One at a time is no loss.
        TestCluster.Succeeded(await cluster.PrepareAsync(servers[1], place: new ServerPlace("10.98.0.12", [now[0], "10.98.0.12", now[2]])));
        TestCluster.Succeeded(await cluster.PrepareAsync(servers[0], place: new ServerPlace(now[0], [now[0], "10.98.0.12", now[2]])));
        Assert.All(["c-1", "c-2", "c-3"], node => Assert.Equal("True", cluster.Node(node, "ready")));
    }

    [HostsFact]
    public async Task The_last_of_three_servers_takes_its_etcd_along_to_another_address()
    {
        using var cluster = new TestCluster(hosts);
        var servers = await Task.WhenAll(new[] { "c-1", "c-2", "c-3" }.Select(cluster.StartPreparedAsync));
        await cluster.RunControlPlaneAsync(servers, entry: 1);

        foreach (var node in new[] { "c-2", "c-3" })
            TestCluster.Succeeded(await cluster.UnregisterAsync(servers[0], node));
        var address = $"10.99.0.{servers[0].Number + 100}";
        await servers[0].MustAsync($"ip address add {address}/24 dev {servers[0].PrivateInterface}");
        var configuration = servers[0].Read("/etc/rancher/k3s/config.yaml").Replace(
            $"node-ip: {servers[0].PrivateAddress}\n", $"node-ip: {address}\n", StringComparison.Ordinal);

        TestCluster.Succeeded(await cluster.PrepareAsync(servers[0], place: new ServerPlace(address, [address])));
        TestCluster.Succeeded(await cluster.InstallServerAsync(
            servers[0], cluster.Current.Release, more: $" NODE_ADDRESS={address}", configuration: configuration));

        Assert.Equal("True", cluster.Node("c-1", "ready"));
        Assert.Equal("active", (await servers[0].MustAsync("systemctl is-active k3s")).Trim());
    }

    private static string HowItStarts(Host server) => string.Concat(server.Read("/etc/rancher/k3s/config.yaml").Split('\n')
        .Where(line => line.StartsWith("cluster-init:", StringComparison.Ordinal) || line.StartsWith("server:", StringComparison.Ordinal))
        .Select(line => line + "\n"));
}
