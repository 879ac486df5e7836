using Infra.Components.Machines;
using Infra.Tests.Integration.Hosts;
using Infra.Tests.Integration.K3s;
using Xunit;

namespace Infra.Tests.Integration;

[Collection(LifeCollection.Name)]
public sealed class FirstBootTests(HostsFixture hosts)
{
    [HostsFact]
    public async Task A_new_machine_is_prepared_when_cloud_init_is_done_with_it()
    {
        using var cluster = new TestCluster(hosts);
        var host = await cluster.StartFreshAsync("control-1");
        TestCluster.Refused(await cluster.InstallServerAsync(host, cluster.Current.Release), "control-1", "wasn't prepared");

        await FirstBoot.BeginAsync(host, CloudInit.Render(host.Name));
        var impatient = await cluster.PrepareAsync(host, cloudInitLimit: 1);
        TestCluster.Refused(impatient, "control-1", "cloud-init wasn't done after 1 s");
        Assert.False(host.Has("/var/lib/infra/prepared") || host.Has("/usr/local/bin/k3s"));

        // SSH answers long before cloud-init's end: that is when the program begins.
        var preparation = cluster.PrepareAsync(host);
        await host.MustAsync("until pgrep --full 'cloud-init status --wait' > /dev/null; do sleep 0.1; done");
        Assert.False(host.Has("/var/lib/infra/prepared"));
        await FirstBoot.EndAsync(host);
        TestCluster.Succeeded(await preparation);
        TestCluster.Succeeded(await cluster.InstallServerAsync(host, cluster.Current.Release));

        Assert.Contains("169.254.169.254 drop", await host.MustAsync("nft list table inet infra_firewall"), StringComparison.Ordinal);
        Assert.Contains("passwordauthentication no\n", await host.MustAsync("sshd -T"), StringComparison.Ordinal);
        Assert.Equal("1\n", await host.MustAsync("sysctl -n vm.overcommit_memory"));
        Assert.Equal(cluster.Current.Version, cluster.Node("control-1", "version"));

        var before = FileRecord.Of(host);
        TestCluster.Succeeded(await cluster.PrepareAsync(host));
        Assert.Empty(FileRecord.Differences(before, FileRecord.Of(host)));
    }
}
