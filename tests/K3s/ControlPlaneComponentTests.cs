using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Components.Ingress;
using Infra.Components.K3s;
using Infra.Components.Machines;
using Pulumi;
using Pulumi.Testing;
using Xunit;

namespace Infra.Tests.K3s;

public sealed class ControlPlaneComponentTests
{
    private const string ServerToken = "servers-only";
    private const string AgentToken = "agents-only";

    [Fact]
    public async Task The_entry_server_comes_first_the_others_one_by_one_and_agents_last()
    {
        var commands = (await Deploy(entry: 2))
            .Select(command => command.Name)
            .Where(name => !Regex.IsMatch(name!, "-(authority|download|kubeconfig)$"));
        Assert.Equal(
            ["c-2-k3s", "c-1-membership", "c-1-k3s", "c-3-membership", "c-3-k3s", "c-acme-membership", "c-acme-k3s", "c-acme-register"],
            commands.Where(name => name != "c-2-membership"));
    }

    [Fact]
    public async Task No_token_stands_in_a_command_only_on_its_standard_input()
    {
        foreach (var command in await Deploy(entry: 1))
        {
            foreach (var key in new[] { "create", "update", "delete" })
            {
                var text = command.Inputs.TryGetValue(key, out var value) ? (string)value! : "";
                Assert.DoesNotContain(ServerToken, text, StringComparison.Ordinal);
                Assert.DoesNotContain(AgentToken, text, StringComparison.Ordinal);
            }

            var withSecrets = command.Name!.EndsWith("-k3s", StringComparison.Ordinal)
                || command.Name.EndsWith("kubeconfig", StringComparison.Ordinal);
            if (withSecrets) Assert.Equal("none", command.Inputs["logging"]);
        }
    }

    [Fact]
    public async Task An_agent_never_gets_the_servers_token()
    {
        var commands = await Deploy(entry: 1);
        var agent = (string)commands.Single(command => command.Name == "c-acme-k3s").Inputs["stdin"]!;
        Assert.Contains(AgentToken, agent, StringComparison.Ordinal);
        Assert.DoesNotContain(ServerToken, agent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nodes_that_join_are_told_which_CA_the_cluster_has_and_the_first_server_makes_it()
    {
        var commands = await Deploy(entry: 2);
        string[] Tokens(string node) =>
        [
            .. ((string)commands.Single(command => command.Name == $"{node}-k3s").Inputs["stdin"]!).Split('\n')
                .Where(line => Regex.IsMatch(line, "^(agent-)?token:")),
        ];

        var pinned = $"token: K10{EntryServer.Authority}::";
        Assert.Equal([$"token: {ServerToken}", $"agent-token: {AgentToken}"], Tokens("c-2"));
        Assert.All(["c-1", "c-3"], node => Assert.Equal([$"{pinned}server:{ServerToken}", $"agent-token: {AgentToken}"], Tokens(node)));
        Assert.Equal([$"{pinned}node:{AgentToken}"], Tokens("c-acme"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Only_the_entry_server_starts_a_cluster(int entry)
    {
        var starting = (await Deploy(entry)).Where(command =>
            command.Inputs.TryGetValue("stdin", out var stdin)
            && ((string)stdin!).Contains("cluster-init: true", StringComparison.Ordinal));
        Assert.Equal([$"c-{entry}-k3s"], starting.Select(command => command.Name));
    }

    [Fact]
    public async Task Nodes_are_registered_and_taken_out_at_the_entry_server()
    {
        var commands = await Deploy(entry: 3);
        var registration = commands.Single(command => command.Name == "c-acme-register");
        Assert.Equal("203.0.113.3", Host(registration));
        Assert.Contains(
            "LABELS='node-pool=acme node-restriction.kubernetes.io/tenant=acme'",
            (string)registration.Inputs["create"]!,
            StringComparison.Ordinal);
        var membership = commands.Single(command => command.Name == "c-acme-membership");
        Assert.Equal("203.0.113.3", Host(membership));
        Assert.Contains($" {RemoteScript.Folder}/unregister-node-", (string)membership.Inputs["delete"]!, StringComparison.Ordinal);
        Assert.Equal("203.0.113.4", Host(commands.Single(command => command.Name == "c-acme-k3s")));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 4)]
    [InlineData(3, 0)]
    public async Task Another_number_of_servers_or_a_missing_entry_is_refused(int count, int entry) =>
        await Assert.ThrowsAnyAsync<Exception>(() => Deploy(entry, count));

    private static string Host(MockResourceArgs command) =>
        (string)((ImmutableDictionary<string, object>)command.Inputs["connection"]!)["host"];

    private static async Task<ImmutableArray<MockResourceArgs>> Deploy(int entry, int count = 3)
    {
        var mocks = new CommandRecorder(ServerToken, AgentToken);
        await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, () =>
        {
            var controlPlane = new ControlPlaneComponent("control-plane", new ControlPlaneArgs
            {
                Cluster = "c",
                Servers = [.. Enumerable.Range(1, count).Select(number => Machine($"c-{number}", number))],
                Entry = entry,
                Release = K3sRelease.Of(K3sVersion.Default),
                Network = new NodeNetwork("10.0.0.0/16", DualStack: false),
            });
            var machine = Machine("c-acme", 4);
            _ = new AgentComponent("acme", new AgentArgs
            {
                Machine = machine,
                ControlPlane = controlPlane,
                Tenant = "acme",
                Images = NodeImages.OfAgent(IngressControllers.Default.Chart),
            });
        });
        return [.. mocks.Commands];
    }

    private static FakeMachine Machine(string name, int number) => new(name, $"203.0.113.{number}", $"10.0.0.{number}");
}
