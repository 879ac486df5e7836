using System.Collections.Immutable;
using Infra.Components.K3s;
using Infra.Tests.Integration.Hosts;
using Infra.Tests.K3s;
using Pulumi;
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
    /// <param name="hosts">The servers.</param>
    /// <param name="entry">Number of the entry server.</param>
    /// <param name="release">What is installed.</param>
    /// <param name="readyLimit">Seconds in which a node becomes ready.</param>
    /// <param name="token">Token of the servers.</param>
    /// <param name="agentToken">Token of the agents.</param>
    /// <param name="authority">What the entry server printed as the hash of its CA; null: it wasn't asked yet.</param>
    public static async Task<ImmutableArray<RegisteredCommand>> OfControlPlaneAsync(
        IEnumerable<Host> hosts, int entry, K3sRelease release, int readyLimit, string token, string agentToken, string? authority)
    {
        var recorder = new CommandRecorder(token, agentToken, authority);
        await Deployment.TestAsync(recorder, new TestOptions { IsPreview = false }, () =>
        {
            _ = new ControlPlaneComponent("control-plane", new ControlPlaneArgs
            {
                Cluster = "c",
                Servers = [.. hosts.Select(host => new FakeMachine(host.Name, host.PublicAddress, host.PrivateAddress))],
                Entry = entry,
                Release = release,
                Network = new NodeNetwork("10.99.0.0/24", DualStack: false),
                ReadyLimit = readyLimit,
            });
        });
        return [.. recorder.Commands.Select(Registered)];
    }

    private static RegisteredCommand Registered(MockResourceArgs command)
    {
        var connection = (ImmutableDictionary<string, object>)command.Inputs["connection"]!;
        return new RegisteredCommand(
            command.Name!, (string)connection["host"], Text(command, "create"), Text(command, "delete"), Text(command, "stdin"));
    }

    private static string Text(MockResourceArgs command, string input) =>
        command.Inputs.TryGetValue(input, out var value) ? (string)value! : "";
}
