using System.Collections.Concurrent;
using Pulumi.Testing;

namespace Infra.Tests.K3s;

/// <summary>Records the commands that are registered, in the order in which their dependencies let them; tokens are as given.</summary>
internal sealed class CommandRecorder(string token, string agentToken) : IMocks
{
    private const string Kubeconfig = """
        clusters: [{ name: default, cluster: { server: "https://127.0.0.1:6443", certificate-authority-data: QQ== } }]
        users: [{ name: default, user: { client-certificate-data: QQ==, client-key-data: QQ== } }]
        """;

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
                state = state.Add("stdout", args.Name!.EndsWith("kubeconfig", StringComparison.Ordinal) ? Kubeconfig : "");
                break;
        }

        return Task.FromResult<(string?, object)>((args.Name, state));
    }

    public Task<object> CallAsync(MockCallArgs args) => throw new InvalidOperationException($"nothing calls {args.Token}");
}
