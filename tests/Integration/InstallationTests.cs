using Infra.Components.Ingress;
using Infra.Components.K3s;
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
        TestCluster.Refused(binary, "control-1", "K3s has the SHA-256");
        Assert.Empty(FileRecord.Differences(before, FileRecord.Of(server)));
        var early = await cluster.DownloadAsync(server, cluster.Current.Release, NodeImages.OfServer);
        TestCluster.Refused(early, "control-1", "K3s has the SHA-256");
        Assert.Empty(FileRecord.Differences(before, FileRecord.Of(server)));
    }

    [HostsFact]
    public async Task What_was_downloaded_before_the_system_was_prepared_starts_nothing_and_is_all_that_the_installation_needs()
    {
        using var cluster = new TestCluster(hosts);
        var server = await cluster.StartFreshAsync("control-1");
        var images = NodeImages.OfServer with { OfCharts = [.. NodeImages.OfServer.OfCharts, "absent.example/image:1"] };

        var download = await cluster.DownloadAsync(server, cluster.Current.Release, images);

        TestCluster.Succeeded(download);
        Assert.EndsWith(
            "absent.example/image:1 (level=fatal msg=\"failed to pull and unpack image\")\n", download.Output, StringComparison.Ordinal);
        Assert.False(server.Has("/usr/local/bin/k3s") || server.Has("/etc/systemd/system/k3s.service"));
        Assert.Equal("", (await server.SshAsync("pgrep --full containerd")).Output);
        Assert.Equal((0, ""), await OutcomeAsync(cluster.DownloadAsync(server, cluster.Current.Release, NodeImages.OfServer)));
        var downloads = cluster.Downloads;
        Assert.Equal((0, ""), await OutcomeAsync(cluster.DownloadAsync(server, cluster.Current.Release, NodeImages.OfServer)));

        TestCluster.Succeeded(await cluster.PrepareAsync(server));
        TestCluster.Succeeded(await cluster.InstallServerAsync(server, cluster.Current.Release));

        Assert.Equal(downloads, cluster.Downloads);
        Assert.Equal(1, TestCluster.Starts(server));
        Assert.False(Directory.Exists(server.PathOf("/var/lib/infra/releases")));
        // There is nothing to do for a node that runs the version.
        Assert.Equal((0, ""), await OutcomeAsync(cluster.DownloadAsync(server, cluster.Current.Release, NodeImages.OfServer)));
        Assert.Equal(downloads, cluster.Downloads);
    }

    [StandInFact("The images that are fetched depend on the registries that a real K3s reaches.")]
    public async Task Images_are_fetched_into_K3s_folder_those_of_K3s_in_the_versions_of_the_release()
    {
        using var cluster = new TestCluster(hosts);
        var agent = await cluster.StartFreshAsync("tenant-1");

        var images = NodeImages.OfAgent(IngressControllers.Default.Chart);
        TestCluster.Succeeded(await cluster.DownloadAsync(agent, cluster.Current.Release, images));

        string[] wanted = ["docker.io/rancher/mirrored-pause:3.6", .. images.OfCharts];
        Assert.Equal(wanted, (await agent.MustAsync("cat /var/lib/rancher/k3s/agent/containerd/images")).TrimEnd().Split('\n'));
    }

    [StandInFact("A real K3s starts its containerd.")]
    public async Task Images_that_cant_be_fetched_are_left_to_K3s_and_the_reason_is_told()
    {
        using var cluster = new TestCluster(hosts);
        var agent = await cluster.StartFreshAsync("tenant-1");
        // In the way of what K3s unpacks first of all.
        await agent.MustAsync("mkdir -p /var/lib/rancher/k3s && touch /var/lib/rancher/k3s/data");

        var download = await cluster.DownloadAsync(
            agent, cluster.Current.Release, NodeImages.OfAgent(IngressControllers.Default.Chart), more: " CONTAINERD_LIMIT=2");

        TestCluster.Succeeded(download);
        Assert.Matches(
            "^tenant-1: left to be fetched when their pods start: docker.io/rancher/.* \\(level=fatal msg=\"connect: connection refused\""
            + "; containerd ended with status 127: .*containerd.*\\)\n$",
            download.Text);
    }

    [StandInFact("K3S_BINARY names one version of K3s; an upgrade needs two.")]
    public async Task A_new_version_is_downloaded_while_the_old_one_runs_on_and_installed_from_there()
    {
        using var cluster = new TestCluster(hosts);
        var server = await cluster.StartServerAsync("control-1");

        TestCluster.Succeeded(await cluster.DownloadAsync(server, cluster.NextMinor.Release, NodeImages.OfServer));
        Assert.Equal(1, TestCluster.Starts(server));
        Assert.Contains(cluster.Current.Version, await server.MustAsync("k3s --version"), StringComparison.Ordinal);
        var downloads = cluster.Downloads;

        TestCluster.Succeeded(await cluster.InstallServerAsync(server, cluster.NextMinor.Release));
        Assert.Equal(cluster.NextMinor.Version, cluster.Node("control-1", "version"));
        Assert.Equal(downloads, cluster.Downloads);
    }

    [HostsFact]
    public async Task A_machine_without_curl_is_left_for_its_installation_to_download()
    {
        using var cluster = new TestCluster(hosts);
        var host = await cluster.StartFreshAsync("bare");
        await host.MustAsync("mv /usr/bin/curl /usr/bin/curl.away");

        var download = await cluster.DownloadAsync(host, cluster.Current.Release, NodeImages.OfServer, more: " CURL_LIMIT=1");

        Assert.Equal((0, "bare: there is no curl yet: K3s is downloaded when it is installed\n"), (download.ExitCode, download.Text));
    }

    [HostsFact]
    public async Task A_node_joins_no_cluster_with_another_CA_and_learning_of_the_CA_restarts_nothing()
    {
        using var cluster = new TestCluster(hosts);
        var (server, agent) = await cluster.StartServerAndAgentAsync();
        var authority = (await cluster.AuthorityAsync(server)).Output;
        Assert.Matches("^[0-9a-f]{64}\n$", authority);

        var pinned = K3sToken.OfAgent(cluster.AgentToken, authority);

        TestCluster.Succeeded(await cluster.InstallAgentAsync(agent, server, cluster.Current.Release, token: pinned));
        Assert.Contains($"token: {pinned}\n", agent.Read("/etc/rancher/k3s/config.yaml"), StringComparison.Ordinal);
        Assert.Equal(1, TestCluster.Starts(agent));
        await agent.MustAsync("systemctl restart k3s-agent");

        var stranger = await cluster.StartPreparedAsync("tenant-2");
        var refused = await cluster.InstallAgentAsync(stranger, server, cluster.Current.Release,
            token: K3sToken.OfAgent(cluster.AgentToken, new string('0', 64)), readyLimit: TestCluster.ShortLimit);
        TestCluster.Refused(refused, "tenant-2", "journalctl -u k3s-agent");
        Assert.Contains("token CA hash does not match the Cluster CA certificate hash", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(cluster.AgentToken, refused.Text, StringComparison.Ordinal);
        Assert.False(cluster.HasNode("tenant-2"));
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

    private static async Task<(int, string)> OutcomeAsync(Task<ProgramResult> run)
    {
        var result = await run;
        return (result.ExitCode, result.Text);
    }
}
