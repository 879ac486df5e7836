using System.Collections.Concurrent;
using System.Collections.Immutable;
using Infra.Components.K3s;
using Infra.Components.Machines;
using Infra.Tests.Integration.Hosts;
using Pulumi;
using Pulumi.Command.Remote.Inputs;
using Pulumi.Testing;

namespace Infra.Tests.Integration.K3s;

/// <summary>A command as the program registers it.</summary>
/// <param name="Name">Its resource's name.</param>
/// <param name="Address">Where it is run over SSH.</param>
/// <param name="Create">What is run when the resource is made.</param>
/// <param name="Delete">What is run when the resource goes, or empty.</param>
/// <param name="Input">Standard input.</param>
internal sealed record RegisteredCommand(string Name, string Address, string Create, string Delete, string Input);

/// <summary>Registers a control plane on hosts and records its commands, in the order in which their dependencies let them run.</summary>
internal static class RegisteredCommands
{
    public static async Task<ImmutableArray<RegisteredCommand>> OfControlPlaneAsync(
        IEnumerable<Host> hosts, int entry, K3sRelease release, int readyLimit, string token, string agentToken)
    {
        var recorder = new Recorder(token, agentToken);
        await Deployment.TestAsync(recorder, new TestOptions { IsPreview = false }, () =>
        {
            _ = new ControlPlaneComponent("control-plane", new ControlPlaneArgs
            {
                Cluster = "c",
                Servers = [.. hosts.Select(host => new HostMachine(host))],
                Entry = entry,
                Release = release,
                Network = new NodeNetwork("10.99.0.0/24", DualStack: false),
                ReadyLimit = readyLimit,
            });
        });
        return [.. recorder.Commands];
    }

    private sealed class HostMachine(Host host) : IMachine
    {
        public string Name => host.Name;

        public Output<string> PublicAddress { get; } = Output.Create(host.PublicAddress);

        public Output<string> NodeAddress { get; } = Output.Create(host.PrivateAddress);

        public string? Ipv6Address => null;

        public Output<string> ServiceAddress => PublicAddress;

        public Output<string> Identity { get; } = Output.Create(host.Name);

        public ConnectionArgs Connection { get; } = new() { Host = host.PublicAddress };
    }

    private sealed class Recorder(string token, string agentToken) : IMocks
    {
        private const string Kubeconfig = """
            clusters: [{ name: default, cluster: { server: "https://127.0.0.1:6443", certificate-authority-data: QQ== } }]
            users: [{ name: default, user: { client-certificate-data: QQ==, client-key-data: QQ== } }]
            """;

        public ConcurrentQueue<RegisteredCommand> Commands { get; } = [];

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            var state = args.Inputs;
            switch (args.Type)
            {
                case "random:index/randomPassword:RandomPassword":
                    state = state.Add("result", args.Name!.EndsWith("agent-token", StringComparison.Ordinal) ? agentToken : token);
                    break;
                case "command:remote:Command":
                    var connection = (ImmutableDictionary<string, object>)args.Inputs["connection"]!;
                    Commands.Enqueue(new RegisteredCommand(
                        args.Name!, (string)connection["host"], Text(args, "create"), Text(args, "delete"), Text(args, "stdin")));
                    state = state.Add("stdout", Kubeconfig);
                    break;
            }

            return Task.FromResult<(string?, object)>((args.Name, state));
        }

        public Task<object> CallAsync(MockCallArgs args) => throw new InvalidOperationException($"nothing calls {args.Token}");

        private static string Text(MockResourceArgs args, string input) => args.Inputs.TryGetValue(input, out var value) ? (string)value! : "";
    }
}
