using System.Collections.Concurrent;
using Pulumi.Testing;

namespace Infra.Tests.K3s;

/// <summary>
/// Records the commands that are registered, in the order in which their dependencies let them; tokens, and the hash of the cluster's CA
/// where one is given, are as given.
/// </summary>
internal sealed class CommandRecorder(string token, string agentToken, string? authority = null) : IMocks
{
    public ConcurrentQueue<MockResourceArgs> Commands { get; } = [];

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        var state = args.Inputs;
        switch (args.Type)
        {
            case "random:index/randomPassword:RandomPassword":
                state = state.Add("result", args.Name!.EndsWith("agent-token", StringComparison.Ordinal) ? agentToken : token);
                break;
            case "command:remote:Command":
                Commands.Enqueue(args);
                state = state.Add("stdout", authority is not null && IsAuthority(args.Name!) ? authority : EntryServer.Prints(args.Name!));
                break;
        }

        return Task.FromResult<(string?, object)>((args.Name, state));
    }

    private static bool IsAuthority(string command) => command.EndsWith("-authority", StringComparison.Ordinal);

    public Task<object> CallAsync(MockCallArgs args) => throw new InvalidOperationException($"nothing calls {args.Token}");
}
