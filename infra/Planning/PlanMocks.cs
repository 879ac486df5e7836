using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Infra.Stacks.Providers;
using Pulumi.Testing;

namespace Infra.Planning;

/// <summary>Answers for engine and providers: whatever is asked for exists, with stand-ins for what a deployment would bring.</summary>
/// <param name="provider">Where nodes come from.</param>
internal sealed class PlanMocks(NodeProvider provider) : IMocks
{
    // What K3s writes to k3s.yaml.
    private const string Kubeconfig = """
        apiVersion: v1
        kind: Config
        clusters:
        - name: default
          cluster: {certificate-authority-data: '[secret]', server: 'https://127.0.0.1:6443'}
        contexts:
        - name: default
          context: {cluster: default, user: default}
        current-context: default
        users:
        - name: default
          user: {client-certificate-data: '[secret]', client-key-data: '[secret]'}
        """;

    // Stands for the SHA-256 of a CA that isn't there yet.
    private static readonly string Authority = new('0', 64);

    private static readonly string Secret64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(StandIn.Secret));

    private readonly ConcurrentDictionary<(string Type, string Name), MockResourceArgs> _resources = new();

    private readonly ConcurrentDictionary<(string Type, string Name), Brought> _brought = new();

    /// <summary>The resolved inputs of a resource.</summary>
    public MockResourceArgs Find(string type, string name) => _resources[(type, name)];

    /// <summary>What a successor of a resource would bring otherwise.</summary>
    public Brought Brought(string type, string name) => _brought[(type, name)];

    /// <inheritdoc />
    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        var (type, name) = (args.Type!, args.Name!);
        if (!_resources.TryAdd((type, name), args))
            throw new InvalidOperationException($"Two resources of type {type} are named '{name}'.");
        var id = StandIn.Id(type, name);
        var outputs = Outputs(type, name, id, args.Inputs).ToList();
        _brought[(type, name)] = Planning.Brought.Of(
            id, outputs, provider.StandIns(type, StandIn.Id(type, $"{name}, replaced"), args.Inputs, StandIn.Address));
        return Task.FromResult<(string?, object)>((id, args.Inputs.SetItems(outputs)));
    }

    /// <inheritdoc />
    public Task<object> CallAsync(MockCallArgs args) =>
        throw new InvalidOperationException($"A plan can't ask a provider: {args.Token}.");

    private IEnumerable<KeyValuePair<string, object>> Outputs(
        string type, string name, string id, ImmutableDictionary<string, object> inputs)
    {
        switch (type)
        {
            case "random:index/randomPassword:RandomPassword":
                return [new("result", StandIn.Secret)];
            case "tls:index/privateKey:PrivateKey":
                // Both end with their line, as the provider's do.
                return [new("privateKeyOpenssh", $"{StandIn.Secret}\n"), new("publicKeyOpenssh", $"ssh-ed25519 stand-in-{id} {name}\n")];
            case "command:remote:Command":
                return [new("stdout", Printed(name)), new("stderr", "")];
            case "kubernetes:core/v1:Secret" when inputs.GetValueOrDefault("type") is "kubernetes.io/service-account-token":
                // What Kubernetes fills in, in base64, once it sees whose token it shall be.
                return [new("data", ImmutableDictionary<string, object>.Empty.Add("ca.crt", Secret64).Add("token", Secret64))];
            default:
                return provider.StandIns(type, id, inputs, StandIn.Address);
        }
    }

    /// <summary>What commands print that ask the entry server; the others print nothing.</summary>
    private static string Printed(string name) => name[(name.LastIndexOf('-') + 1)..] switch
    {
        "authority" => Authority,
        "kubeconfig" => Kubeconfig,
        _ => "",
    };
}
