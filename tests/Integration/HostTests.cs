using System.Diagnostics;
using Infra.Tests.Integration.Hosts;
using Xunit;

namespace Infra.Tests.Integration;

/// <summary>What the other tests rely on: that a host is a machine of its own.</summary>
[Collection(InstallationCollection.Name)]
public sealed class HostTests(HostsFixture hosts)
{
    [HostsFact]
    public async Task A_host_runs_systemd_and_has_a_name_a_network_and_kernel_settings_of_its_own()
    {
        using var host = await hosts.Environment.StartHostAsync("alone");
        var before = await File.ReadAllTextAsync("/proc/sys/vm/overcommit_ratio");

        Assert.Equal("systemd", (await host.MustAsync("cat /proc/1/comm")).Trim());
        Assert.Equal("alone", (await host.MustAsync("hostname")).Trim());
        Assert.Contains(host.PrivateAddress, await host.MustAsync("ip -o address show enp7s0"), StringComparison.Ordinal);
        await host.MustAsync("sysctl -qw vm.overcommit_ratio=37");
        Assert.Equal("37", (await host.MustAsync("sysctl -n vm.overcommit_ratio")).Trim());
        Assert.Equal(before, await File.ReadAllTextAsync("/proc/sys/vm/overcommit_ratio"));
    }

    [HostsFact]
    public async Task What_a_host_wrote_lasts_over_a_restart_in_which_its_interfaces_are_renamed()
    {
        using var host = await hosts.Environment.StartHostAsync("again");
        await host.MustAsync("echo kept > /var/lib/kept");

        host.Stop();
        await host.StartAsync(privateInterface: "ens10");

        Assert.Equal("kept", (await host.MustAsync("cat /var/lib/kept")).Trim());
        Assert.Contains(host.PrivateAddress, await host.MustAsync("ip -o address show ens10"), StringComparison.Ordinal);
    }

    [HostsFact]
    public async Task A_host_offers_what_a_kubelet_and_its_containerd_insist_on_and_keeps_K3s_folder_over_a_restart()
    {
        using var host = await hosts.Environment.StartHostAsync("fit");
        await host.MustAsync("""
            test -c /dev/kmsg && cd /var/lib/rancher && mkdir lower upper work merged
            mount -t overlay overlay -o lowerdir=lower,upperdir=upper,workdir=work merged && echo kept > merged/kept && umount merged
            """);

        host.Stop();
        await host.StartAsync();

        Assert.Equal("kept\n", await host.MustAsync("cat /var/lib/rancher/upper/kept"));
    }

    [HostsFact]
    public async Task A_refused_key_and_an_unreachable_host_are_told_apart_and_name_the_host()
    {
        using var host = await hosts.Environment.StartHostAsync("refusing");

        var refused = await host.SshAsync("true", key: SshKey.Create("stranger"), attempts: 1);
        host.SetReachable(false);
        var clock = Stopwatch.StartNew();
        var hanging = await host.SshAsync("true", attempts: 1);

        Assert.Equal(255, refused.ExitCode);
        Assert.Contains($"root@{host.PublicAddress}: Permission denied (publickey", refused.Error, StringComparison.Ordinal);
        Assert.Equal(255, hanging.ExitCode);
        Assert.Matches($"connect to host {host.PublicAddress} port 22: (Connection timed out|No route to host)", hanging.Error);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
    }
}
