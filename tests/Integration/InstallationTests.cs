using Infra.Tests.Integration.Hosts;
using Infra.Tests.Integration.K3s;
using Xunit;

namespace Infra.Tests.Integration;

[Collection(InstallationCollection.Name)]
public sealed class InstallationTests(HostsFixture hosts)
{
    [HostsFact]
    public async Task A_first_installation_brings_a_server_and_an_agent_up_with_the_configuration_that_came_on_standard_input()
    {
        using var cluster = new TestCluster(hosts);
        var (server, agent) = await cluster.StartServerAndAgentAsync();

        Assert.Equal(cluster.ServerConfiguration(server), server.Read("/etc/rancher/k3s/config.yaml"));
        Assert.Equal("600", (await server.MustAsync("stat -c %a /etc/rancher/k3s/config.yaml")).Trim());
        Assert.Equal("enabled\nactive\n", await server.MustAsync("systemctl is-enabled k3s; systemctl is-active k3s"));
        Assert.Equal("enabled\nactive\n", await agent.MustAsync("systemctl is-enabled k3s-agent; systemctl is-active k3s-agent"));
        Assert.Equal(cluster.Current.Version, cluster.Node("tenant-1", "version"));
        Assert.Contains("tenant=acme:NoSchedule", cluster.Node("tenant-1", "taints"), StringComparison.Ordinal);
        Assert.Equal(1, TestCluster.Starts(server));
        Assert.Equal(1, TestCluster.Starts(agent));
        var installations = server.Read("/var/log/k3s-stand-in/installer");
        Assert.StartsWith($"install {cluster.Current.Version} server\n", installations, StringComparison.Ordinal);
    }

    [HostsFact]
    public async Task A_second_run_restarts_nothing_downloads_nothing_and_writes_nothing()
    {
        using var cluster = new TestCluster(hosts);
        var (server, agent) = await cluster.StartServerAndAgentAsync();
        TestCluster.Succeeded(await cluster.RegisterAsync(server, "tenant-1"));
        var before = (Server: FileRecord.Of(server), Agent: FileRecord.Of(agent));
        var downloads = cluster.Downloads;

        ProgramResult[] again =
        [
            await cluster.PrepareAsync(server),
            await cluster.InstallServerAsync(server, cluster.Current.Release),
            await cluster.PrepareAsync(agent),
            await cluster.InstallAgentAsync(agent, server, cluster.Current.Release),
            await cluster.RegisterAsync(server, "tenant-1"),
        ];

        Assert.All(again, run => Assert.Equal((0, ""), (run.ExitCode, run.Text)));
        Assert.Empty(FileRecord.Differences(before.Server, FileRecord.Of(server)));
        Assert.Empty(FileRecord.Differences(before.Agent, FileRecord.Of(agent)));
        Assert.Equal((1, 1), (TestCluster.Starts(server), TestCluster.Starts(agent)));
        Assert.Equal(downloads, cluster.Downloads);
    }

    [HostsFact]
    public async Task Two_runs_at_once_wait_for_each_other_and_start_K3s_once()
    {
        using var cluster = new TestCluster(hosts);
        var server = await cluster.StartPreparedAsync("control-1");

        var runs = await Task.WhenAll(
            cluster.InstallServerAsync(server, cluster.Current.Release),
            cluster.InstallServerAsync(server, cluster.Current.Release));

        Assert.All(runs, TestCluster.Succeeded);
        Assert.Equal(1, TestCluster.Starts(server));
        Assert.Single(runs, run => run.Text.Length == 0);
    }

    [HostsFact]
    public async Task A_wrong_checksum_of_the_installer_or_the_binary_stops_before_anything_is_written()
    {
        using var cluster = new TestCluster(hosts);
        var server = await cluster.StartPreparedAsync("control-1");
        var before = FileRecord.Of(server);

        var installer = await cluster.InstallServerAsync(server, cluster.Current.WronglyPinned);
        TestCluster.Refused(installer, "control-1", "SHA-256");
        Assert.False(server.Has("/var/log/k3s-stand-in/installer"));
        Assert.Empty(FileRecord.Differences(before, FileRecord.Of(server)));

        cluster.TamperWithBinary();
        var binary = await cluster.InstallServerAsync(server, cluster.Current.Release);
        TestCluster.Refused(binary, "control-1", "sha256 does not match");
        Assert.Empty(FileRecord.Differences(before, FileRecord.Of(server)));
    }

    [HostsFact]
    public async Task A_K3s_that_somebody_else_installed_is_left_alone()
    {
        using var cluster = new TestCluster(hosts);
        var server = await cluster.StartPreparedAsync("control-1");
        await server.MustAsync("mkdir -p /etc/rancher/k3s; echo theirs | tee /etc/rancher/k3s/config.yaml /etc/systemd/system/k3s.service");
        var before = FileRecord.Of(server);

        var refused = await cluster.InstallServerAsync(server, cluster.Current.Release);

        TestCluster.Refused(refused, "control-1", "another Kubernetes is installed here (/etc/systemd/system/k3s.service)");
        Assert.Empty(FileRecord.Differences(before, FileRecord.Of(server)));
    }

    [HostsFact]
    public async Task A_user_with_sudo_is_enough_whatever_the_login_shell()
    {
        using var cluster = new TestCluster(hosts);
        var server = await cluster.StartPreparedAsync("control-1");

        await server.MustAsync("usermod --shell /bin/sh operator-it");

        TestCluster.Succeeded(await cluster.InstallServerAsync(server, cluster.Current.Release, user: "operator-it"));

        Assert.Equal("600 root", (await server.MustAsync("stat -c '%a %U' /etc/rancher/k3s/config.yaml")).Trim());
    }
}
