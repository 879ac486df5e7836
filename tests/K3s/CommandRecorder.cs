using System.Collections.Concurrent;
using Pulumi.Testing;

namespace Infra.Tests.K3s;

/// <summary>Records the commands that are registered, in the order in which their dependencies let them; tokens are as given.</summary>
internal sealed class CommandRecorder(string token, string agentToken, string? kubeconfig = null) : IMocks
{
    /// <summary>The hash of the cluster's CA, where no other kubeconfig is given.</summary>
    public const string Authority = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";

    private const string Kubeconfig = $$"""
        # cluster CA: {{Authority}}
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
                state = state.Add("stdout", args.Name!.EndsWith("kubeconfig", StringComparison.Ordinal) ? kubeconfig ?? Kubeconfig : "");
                break;
        }

        return Task.FromResult<(string?, object)>((args.Name, state));
    }

    public Task<object> CallAsync(MockCallArgs args) => throw new InvalidOperationException($"nothing calls {args.Token}");
}
