using Infra.Tests.Integration.Hosts;
using Infra.Tests.Integration.K3s;
using Xunit;

namespace Infra.Tests.Integration;

[Collection(LifeCollection.Name)]
public sealed class SecretTests(HostsFixture hosts)
{
    // Patterns come on standard input: on the command line, the search would find itself.
    private const string SearchFiles =
        "grep --recursive --files-with-matches --no-messages --fixed-strings --file=- /etc /home /opt /root /run /srv /tmp /usr/local /var";

    private const string SearchJournal =
        "patterns=$(cat); journalctl --no-pager --output=cat | grep --fixed-strings --file=<(printf '%s' \"$patterns\")";

    [HostsFact]
    public async Task A_token_is_in_no_process_list_no_log_and_no_file_that_others_can_read()
    {
        using var cluster = new TestCluster(hosts);
        var secrets = new[] { cluster.Token, cluster.AgentToken };
        string[] seen;
        var outputs = new List<ProgramResult>();
        Host server, agent;
        using (var watch = new SecretWatch(secrets))
        {
            (server, agent) = await cluster.StartServerAndAgentAsync();
            outputs.Add(await cluster.RegisterAsync(server, "tenant-1"));
            outputs.Add(await cluster.InstallServerAsync(server, cluster.Newest.Release, extra: "debug: true\n", user: "operator-it"));
            outputs.Add(await cluster.InstallAgentAsync(agent, server, cluster.Newest.Release));
            outputs.Add(await cluster.InstallServerAsync(
                server, cluster.Newest.Release, extra: cluster.Broken, readyLimit: TestCluster.ShortLimit));
            outputs.Add(await cluster.UnregisterAsync(server, "tenant-1"));
            Assert.InRange(watch.Rounds, 20, int.MaxValue);
            seen = [.. watch.Found];
        }

        Assert.Empty(seen);
        Assert.All(outputs, run => Assert.All(secrets, secret => Assert.DoesNotContain(secret, run.Text, StringComparison.Ordinal)));
        foreach (var host in new[] { server, agent })
        {
            var found = await host.SshAsync(SearchFiles, string.Join('\n', secrets) + "\n");
            Assert.True(found.Output.Contains("/etc/rancher/k3s/config.yaml\n", StringComparison.Ordinal), $"{host.Name}: {found}");
            foreach (var file in found.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(file => !K3sJournal(file)))
                Assert.Equal($"600 root {file}", (await host.MustAsync($"stat -c '%a %U %n' '{file}'")).Trim());
            Assert.DoesNotContain("/run/infra", found.Output, StringComparison.Ordinal);
            var logged = await host.SshAsync(SearchJournal, string.Join('\n', secrets));
            var lines = logged.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.All(lines, line => Assert.Contains("invalid cluster-dns address", line, StringComparison.Ordinal));
            Assert.Equal(host == server, lines.Length > 0);
        }
    }

    // K3s names the token when it refuses the broken configuration, which has it in a wrong place on purpose.
    private static bool K3sJournal(string file) => file.StartsWith("/var/log/journal/", StringComparison.Ordinal);
}
