using Infra.Components.Machines;
using Infra.Tests.Integration.Hosts;
using Infra.Tests.Integration.K3s;
using Xunit;

namespace Infra.Tests.Integration;

[Collection(LifeCollection.Name)]
public sealed class PreparationTests(HostsFixture hosts)
{
    private const string Metadata = "http://169.254.169.254/";

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
        var rules = await host.MustAsync("nft list table inet infra_firewall");
        Assert.Contains("ip daddr 169.254.169.254 drop", rules, StringComparison.Ordinal);
    }

    [HostsFact]
    public async Task Traffic_to_the_metadata_address_is_dropped_for_pods_and_not_for_the_host()
    {
        using var cluster = new TestCluster(hosts);
        using var provider = new MetadataAddress();
        var host = await cluster.StartPreparedAsync("existing");
        using var pod = await Pod.StartOnAsync(host);

        Assert.Equal("404", (await host.SshAsync($"curl --silent --output /dev/null --write-out '%{{http_code}}' {Metadata}")).Output);
        Assert.Equal("404", await pod.AskAsync(ArtifactServer.Url));
        Assert.Equal("000", await pod.AskAsync(Metadata));
    }

    [HostsFact]
    public async Task Whatever_happens_to_the_systems_rules_K3s_runs_on_and_the_metadata_address_stays_closed_to_pods()
    {
        using var cluster = new TestCluster(hosts);
        using var provider = new MetadataAddress();
        var server = await cluster.StartServerAsync("control-1");
        using var pod = await Pod.StartOnAsync(server);
        Assert.Equal("flush ruleset\n", await server.MustAsync("grep '^flush' /etc/nftables.conf"));

        foreach (var verb in new[] { "start", "reload", "restart", "stop", "start", "restart" })
        {
            await server.MustAsync($"systemctl {verb} nftables");
            Assert.True(await pod.AskAsync(Metadata) == "000", $"open after {verb}");
            Assert.Contains("169.254.169.254 drop", await server.MustAsync("nft list ruleset"), StringComparison.Ordinal);
        }

        // By hand, past every unit.
        await server.MustAsync("nft -f /etc/nftables.conf");
        await server.MustAsync("until nft list table inet infra_firewall > /dev/null 2>&1; do sleep 0.1; done");
        Assert.Equal("000", await pod.AskAsync(Metadata));

        // A changed preparation: rules, units, everything is written anew.
        await server.MustAsync("for f in /usr/local/lib/infra/*.nft /etc/systemd/system/infra-*.service; do echo '# older' >> $f; done");
        TestCluster.Succeeded(await cluster.PrepareAsync(server));
        await server.MustAsync("systemctl stop infra-firewall infra-firewall-watch; systemctl start infra-firewall infra-firewall-watch");

        Assert.Equal("404", await pod.AskAsync(ArtifactServer.Url));
        Assert.Equal("000", await pod.AskAsync(Metadata));
        Assert.Equal("active", (await server.MustAsync("systemctl is-active k3s")).Trim());
        Assert.Equal(1, TestCluster.Starts(server));
    }

    [HostsFact]
    public async Task K3s_closes_the_metadata_address_itself_before_it_starts()
    {
        using var cluster = new TestCluster(hosts);
        var server = await cluster.StartServerAsync("control-1");

        await server.MustAsync("systemctl disable --now infra-firewall infra-firewall-watch; nft flush ruleset; systemctl restart k3s");

        Assert.Contains("169.254.169.254 drop", await server.MustAsync("nft list ruleset"), StringComparison.Ordinal);
        // Where that can't be done, K3s doesn't start.
        await server.MustAsync("echo nonsense > /usr/local/lib/infra/firewall.nft; systemctl restart --no-block k3s; sleep 1");
        Assert.NotEqual("active", (await server.SshAsync("systemctl is-active k3s")).Output.Trim());
    }

    [HostsFact]
    public async Task The_preparation_waits_for_whoever_updates_the_package_lists()
    {
        using var cluster = new TestCluster(hosts);
        var host = await cluster.StartFreshAsync("busy");
        // A lock as apt takes it, held for a while; a package to install, so that the lists are wanted.
        await host.MustAsync("cat > /run/first-update && systemd-run --quiet --unit first-update perl /run/first-update", """
            use Fcntl;
            open my $lists, ">", "/var/lib/apt/lists/lock" or die $!;
            my $all = pack("s s x4 q q i x4", F_WRLCK, 0, 0, 0, 0);
            fcntl($lists, F_SETLK, $all) or die $!;
            open my $held, ">", "/run/held";
            sleep 6;
            """);
        await host.MustAsync("""
            mv /usr/bin/curl /usr/bin/curl.away; : > /etc/apt/sources.list; rm -f /etc/apt/sources.list.d/*
            until [ -e /run/held ]; do sleep 0.1; done
            """);

        var impatient = await cluster.PrepareAsync(host, more: " APT_LIMIT=2");
        TestCluster.Refused(impatient, "busy", "can't update the package lists: look at /var/log/infra-packages.log");
        Assert.Contains("Could not get lock /var/lib/apt/lists/lock", host.Read("/var/log/infra-packages.log"), StringComparison.Ordinal);

        TestCluster.Succeeded(await cluster.PrepareAsync(host));
        Assert.Equal("inactive", (await host.SshAsync("systemctl is-active first-update")).Output.Trim());
    }

    [HostsFact]
    public async Task A_host_that_lacks_things_is_told_all_of_them_in_one_list()
    {
        using var host = await hosts.Environment.StartHostAsync("lacking");
        await host.MustAsync("""
            rm /usr/bin/flock && mkdir -p /etc/rancher/rke2 && touch /etc/systemd/system/k3s-agent.service
            systemd-run --quiet --unit taken --service-type=exec openssl s_server -accept 10250 -nocert && sleep 0.5
            """);

        var check = await host.SshAsync(OsPreparation.Check("lacking", server: false, "10.99.0.250", "192.0.2.250"));

        Assert.Equal(97, check.ExitCode);
        Assert.StartsWith("lacking lacks what K3s needs:\n", check.Error, StringComparison.Ordinal);
        string[] lacks =
        [
            "the command flock", "/etc/rancher/rke2", "/etc/systemd/system/k3s-agent.service", "port 10250 is in use by openssl",
            $"no interface has the address 10.99.0.250, at which other nodes reach it, but {host.PublicAddress}, {host.PrivateAddress}: ",
            "no interface has the address 192.0.2.250, at which the tenant is served, but ",
        ];
        Assert.All(lacks, lack => Assert.Contains(lack, check.Error, StringComparison.Ordinal));
    }

    [HostsFact]
    public async Task A_host_that_has_everything_passes_the_check_and_a_user_without_sudo_does_not()
    {
        using var host = await hosts.Environment.StartHostAsync("fit");
        // The kernel below may keep its memory controller in the older hierarchy, where a host of namespaces can't have it.
        await host.MustAsync("echo cpu memory pids > /run/controllers; mount --bind /run/controllers /sys/fs/cgroup/cgroup.controllers");

        var fit = await host.SshAsync(OsPreparation.Check("fit", server: true, host.PrivateAddress, host.PublicAddress));
        Assert.Equal((0, ""), (fit.ExitCode, fit.Text));

        // Whoever logs in puts the scripts there before the check.
        TestCluster.Succeeded(await host.PutScriptsAsync(user: "operator-it"));
        await host.MustAsync("rm /etc/sudoers.d/operator-it");
        TestCluster.Refused(
            await host.PutScriptsAsync(user: "operator-it"),
            "fit", "user operator-it is neither root nor allowed to use sudo without a password");
    }

    [HostsFact]
    public async Task Firewalls_that_would_drop_what_passes_this_programs_own_are_named_with_the_ports_to_open()
    {
        using var host = await hosts.Environment.StartHostAsync("walled");
        var check = OsPreparation.Check("walled", server: false, host.PrivateAddress, serviceAddress: null);
        await host.MustAsync("""
            iptables -P FORWARD DROP; iptables -A INPUT -j REJECT -s 192.0.2.251; iptables -A INPUT -p tcp --dport 22 -j ACCEPT
            nft 'add table inet theirs; add chain inet theirs in { type filter hook input priority 0; policy drop; tcp dport 22 accept; }'
            """);

        var dropping = await host.SshAsync(check);
        await host.MustAsync("""
            iptables -P FORWARD ACCEPT; nft delete table inet theirs
            printf '#!/bin/sh\necho "Status: active"\n' > /usr/sbin/ufw && chmod 755 /usr/sbin/ufw
            """);
        var ufw = await host.SshAsync(check);
        await host.MustAsync("mkdir -p /etc/infra && touch /etc/infra/firewall-is-open");
        var open = await host.SshAsync(check);

        Assert.Contains(
            "  - a firewall beside this program's own: iptables drops what no rule of FORWARD accepts; ", dropping.Error,
            StringComparison.Ordinal);
        Assert.DoesNotContain("INPUT", dropping.Error, StringComparison.Ordinal);
        Assert.Contains("no rule of table inet theirs accepts at hook input", dropping.Error, StringComparison.Ordinal);
        Assert.Contains("own: ufw is active ('ufw disable' turns it off); turn it off, or let in ", ufw.Error, StringComparison.Ordinal);
        Assert.All(["80/tcp and 443/tcp from everywhere", "10250/tcp", "8472/udp", "10.42.0.0/16"],
            port => Assert.Contains(port, ufw.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("ufw", open.Error, StringComparison.Ordinal);
    }

    [HostsFact]
    public async Task Scripts_of_an_older_version_stay_and_one_that_is_gone_is_told_in_one_line()
    {
        using var cluster = new TestCluster(hosts);
        var host = await cluster.StartFreshAsync("kept");
        var forgotten = await host.SshAsync(RemoteCommand.Line(OsPreparation.Release(host.Name)));
        TestCluster.Refused(forgotten, "kept", " is missing: see A script is missing");

        await host.MustAsync($"mkdir -p {RemoteScript.Folder} && echo 'echo older' > {RemoteScript.Folder}/release-machine-0123456789ab");
        TestCluster.Succeeded(await host.PutScriptsAsync());
        TestCluster.Succeeded(await host.SshAsync(RemoteCommand.Line(OsPreparation.Release(host.Name))));
        Assert.Equal("older\n", (await host.MustAsync(RemoteCommand.Line($"{RemoteScript.Folder}/release-machine-0123456789ab", []))));
        Assert.Equal("755 root\n755 root\n", await host.MustAsync(
            $"stat -c '%a %U' {RemoteScript.Folder} {RemoteScript.Folder}/{OsPreparation.Release(host.Name).FileName}"));
    }
}
