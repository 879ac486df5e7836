using Infra.Tests.Integration.Hosts;
using Infra.Tests.Integration.K3s;
using Xunit;

namespace Infra.Tests.Integration;

[Collection(InstallationCollection.Name)]
public sealed class ChangeTests(HostsFixture hosts)
{
    private const string Interface = "/etc/rancher/k3s/config.yaml.d/10-interface.yaml";

    [HostsFact]
    public async Task A_changed_setting_restarts_its_node_once_and_no_other()
    {
        using var cluster = new TestCluster(hosts);
        var (server, agent) = await cluster.StartServerAndAgentAsync();
        var downloads = cluster.Downloads;

        TestCluster.Succeeded(await cluster.InstallServerAsync(server, cluster.Current.Release, extra: "debug: true\n"));
        TestCluster.Succeeded(await cluster.InstallAgentAsync(agent, server, cluster.Current.Release));

        Assert.EndsWith("debug: true\n", server.Read("/etc/rancher/k3s/config.yaml"), StringComparison.Ordinal);
        Assert.Equal((2, 1), (TestCluster.Starts(server), TestCluster.Starts(agent)));
        Assert.Equal(downloads, cluster.Downloads);
    }

    [StandInFact("K3S_BINARY names one version of K3s; an upgrade needs two.")]
    public async Task A_new_version_upgrades_the_server_while_the_agent_serves_on_and_then_the_agent()
    {
        using var cluster = new TestCluster(hosts);
        var (server, agent) = await cluster.StartServerAndAgentAsync();

        TestCluster.Succeeded(await cluster.InstallServerAsync(server, cluster.NextMinor.Release));
        Assert.Equal(cluster.NextMinor.Version, cluster.Node("control-1", "version"));
        Assert.Equal(cluster.Current.Version, cluster.Node("tenant-1", "version"));
        Assert.Equal((2, 1), (TestCluster.Starts(server), TestCluster.Starts(agent)));

        TestCluster.Succeeded(await cluster.InstallAgentAsync(agent, server, cluster.NextMinor.Release));
        Assert.Equal(cluster.NextMinor.Version, cluster.Node("tenant-1", "version"));
        Assert.Equal((2, 2), (TestCluster.Starts(server), TestCluster.Starts(agent)));
    }

    [HostsFact]
    public async Task A_downgrade_and_a_skipped_minor_version_are_refused_before_anything_is_fetched()
    {
        using var cluster = new TestCluster(hosts);
        var server = await cluster.StartPreparedAsync("control-1");
        TestCluster.Succeeded(await cluster.InstallServerAsync(server, cluster.Current.Release));
        var before = FileRecord.Of(server);
        var downloads = cluster.Downloads;

        var down = await cluster.InstallServerAsync(server, cluster.Earlier.Release);
        var skipping = await cluster.InstallServerAsync(server, cluster.SkippedMinor.Release);

        var next = cluster.NextMinor.Number;
        TestCluster.Refused(down, "control-1", "can't be downgraded");
        TestCluster.Refused(skipping, "control-1", "skips a Kubernetes minor version: "
            + $"upgrade to the newest v{next.Major}.{next.Minor} first");
        Assert.Empty(FileRecord.Differences(before, FileRecord.Of(server)));
        Assert.Equal(downloads, cluster.Downloads);
        Assert.Equal(1, TestCluster.Starts(server));
    }

    [HostsFact]
    public async Task A_configuration_that_K3s_cannot_run_with_gives_way_to_the_old_one_and_the_next_run_mends()
    {
        using var cluster = new TestCluster(hosts);
        var server = await cluster.StartServerAsync("control-1");
        var working = server.Read("/etc/rancher/k3s/config.yaml");

        var broken = await cluster.InstallServerAsync(
            server, cluster.Current.Release, extra: cluster.Broken, readyLimit: TestCluster.ShortLimit);

        TestCluster.Refused(broken, "control-1", "the old one");
        Assert.Contains("invalid cluster-dns address", broken.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(cluster.Token, broken.Text, StringComparison.Ordinal);
        Assert.Equal(working, server.Read("/etc/rancher/k3s/config.yaml"));
        Assert.Equal("active", (await server.MustAsync("systemctl is-active k3s")).Trim());

        TestCluster.Succeeded(await cluster.InstallServerAsync(server, cluster.Current.Release, extra: "debug: true\n"));
        Assert.EndsWith("debug: true\n", server.Read("/etc/rancher/k3s/config.yaml"), StringComparison.Ordinal);
    }

    [StandInFact("K3S_BINARY names one version of K3s; a failed upgrade needs two.")]
    public async Task A_version_that_does_not_come_up_gives_way_to_the_old_one()
    {
        using var cluster = new TestCluster(hosts);
        var server = await cluster.StartServerAsync("control-1");

        var failed = await cluster.InstallServerAsync(
            server, cluster.Patch.Release, extra: cluster.Broken, readyLimit: TestCluster.ShortLimit);

        TestCluster.Refused(failed, "control-1", $"the old one ({cluster.Current.Version}) is back");
        Assert.Contains(cluster.Current.Version, await server.MustAsync("k3s --version"), StringComparison.Ordinal);
        Assert.Equal(cluster.Current.Version, cluster.Node("control-1", "version"));
    }

    [HostsFact]
    public async Task An_interface_that_has_another_name_after_a_restart_is_found_by_its_address()
    {
        using var cluster = new TestCluster(hosts);
        var server = await cluster.StartServerAsync("control-1");
        Assert.Equal("flannel-iface: enp7s0\n", server.Read(Interface));

        server.Stop();
        await server.StartAsync(privateInterface: "ens10");

        Assert.Equal("active", (await server.MustAsync("systemctl is-active k3s")).Trim());
        Assert.Equal("flannel-iface: ens10\n", server.Read(Interface));
        TestCluster.Succeeded(await cluster.InstallServerAsync(server, cluster.Current.Release));
        Assert.Equal(2, TestCluster.Starts(server));
    }
}
