using Infra.Components.Machines;
using Infra.Tests.Integration.Hosts;
using Infra.Tests.Integration.K3s;
using Xunit;

namespace Infra.Tests.Integration;

[Collection(LifeCollection.Name)]
public sealed class PreparationTests(HostsFixture hosts)
{
    [HostsFact]
    public async Task An_existing_host_is_prepared_once_and_stays_so_over_a_restart()
    {
        using var cluster = new TestCluster(hosts);
        var host = await cluster.StartPreparedAsync("existing");

        Assert.Equal("1\n1\n", await host.MustAsync("sysctl -n vm.overcommit_memory net.ipv4.ip_forward"));
        Assert.Contains("br_netfilter\n", host.Read("/etc/modules-load.d/90-infra.conf"), StringComparison.Ordinal);
        Assert.Contains("passwordauthentication no\n", await host.MustAsync("sshd -T"), StringComparison.Ordinal);

        var before = FileRecord.Of(host);
        var again = await cluster.PrepareAsync(host);
        Assert.Equal((0, ""), (again.ExitCode, again.Text));
        Assert.Empty(FileRecord.Differences(before, FileRecord.Of(host)));

        host.Stop();
        await host.StartAsync();
        var rules = await host.MustAsync("nft list table inet infra_metadata");
        Assert.Contains("ip daddr 169.254.169.254 drop", rules, StringComparison.Ordinal);
    }

    [HostsFact]
    public async Task Traffic_to_the_metadata_address_is_dropped_for_pods_and_not_for_the_host()
    {
        using var cluster = new TestCluster(hosts);
        using var provider = new MetadataAddress();
        var host = await cluster.StartPreparedAsync("existing");
        // A pod is a network namespace behind an interface of the host, with the host forwarding for it.
        await host.MustAsync("""
            ip netns add pod
            ip link add pod0 type veth peer name eth0 netns pod
            ip address add 10.42.0.1/24 dev pod0 && ip link set pod0 up
            ip -n pod address add 10.42.0.2/24 dev eth0 && ip -n pod link set eth0 up
            ip -n pod route add default via 10.42.0.1
            nft 'add table ip nat; add chain ip nat out { type nat hook postrouting priority 100; }; add rule ip nat out masquerade'
            """);
        const string Ask = "curl --silent --output /dev/null --max-time 2 --write-out '%{http_code}'";

        Assert.Equal("404", (await host.SshAsync($"{Ask} http://169.254.169.254/")).Output);
        Assert.Equal("404", (await host.SshAsync($"ip netns exec pod {Ask} {ArtifactServer.Url}/")).Output);
        Assert.Equal("000", (await host.SshAsync($"ip netns exec pod {Ask} http://169.254.169.254/")).Output);
    }

    [HostsFact]
    public async Task A_host_that_lacks_things_is_told_all_of_them_in_one_list()
    {
        using var host = await hosts.Environment.StartHostAsync("lacking");
        await host.MustAsync("""
            rm /usr/bin/flock && mkdir -p /etc/rancher/rke2 && touch /etc/systemd/system/k3s-agent.service
            systemd-run --quiet --unit taken --service-type=exec openssl s_server -accept 10250 -nocert && sleep 0.5
            """);

        var check = await host.SshAsync(OsPreparation.Check("lacking", server: false, "10.99.0.250"));

        Assert.Equal(97, check.ExitCode);
        Assert.StartsWith("lacking lacks what K3s needs:\n", check.Error, StringComparison.Ordinal);
        string[] lacks =
        [
            "the command flock", "/etc/rancher/rke2", "/etc/systemd/system/k3s-agent.service", "port 10250 is in use by openssl",
            "the address 10.99.0.250",
        ];
        Assert.All(lacks, lack => Assert.Contains(lack, check.Error, StringComparison.Ordinal));
    }

    [HostsFact]
    public async Task A_host_that_has_everything_passes_the_check_and_a_user_without_sudo_does_not()
    {
        using var host = await hosts.Environment.StartHostAsync("fit");
        // The kernel below may keep its memory controller in the older hierarchy, where a host of namespaces can't have it.
        await host.MustAsync("echo cpu memory pids > /run/controllers; mount --bind /run/controllers /sys/fs/cgroup/cgroup.controllers");

        var fit = await host.SshAsync(OsPreparation.Check("fit", server: true, host.PrivateAddress));
        Assert.Equal((0, ""), (fit.ExitCode, fit.Text));

        await host.MustAsync("rm /etc/sudoers.d/operator-it");
        var powerless = await host.SshAsync(OsPreparation.Check("fit", server: true, host.PrivateAddress), user: "operator-it");
        Assert.Equal(97, powerless.ExitCode);
        Assert.Contains("neither root nor allowed to use sudo", powerless.Error, StringComparison.Ordinal);
    }
}
