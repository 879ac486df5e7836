using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Infra.Tests.K3s;
using Pulumi.Testing;
using Xunit;

namespace Infra.Tests.Providers;

/// <summary>A resource as a provider has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sent">The inputs that the program sent.</param>
/// <param name="Kept">The inputs as the provider keeps them.</param>
/// <param name="Outputs">All that it answers with, what it keeps included.</param>
internal sealed record Provided(
    string Id,
    ImmutableDictionary<string, object> Sent,
    ImmutableDictionary<string, object> Kept,
    ImmutableDictionary<string, object> Outputs);

/// <summary>
/// Providers as the real ones are: they keep inputs in forms of their own (<see cref="KeptForms"/>), give ids in their own shapes, end
/// texts with line feeds, and answer for what exists already with what they have.
/// </summary>
internal sealed class ProviderMocks(IReadOnlyDictionary<(string Type, string Name), Provided>? existing = null) : IMocks
{
    private const string Kubeconfig = """
        apiVersion: v1
        kind: Config
        clusters:
        - name: default
          cluster: {certificate-authority-data: Y2E=, server: 'https://127.0.0.1:6443'}
        contexts:
        - name: default
          context: {cluster: default, user: default}
        current-context: default
        users:
        - name: default
          user: {client-certificate-data: Y2VydA==, client-key-data: a2V5}

        """;

    /// <summary>Empty lists and maps that the API keeps: everything is selected by them.</summary>
    private static readonly ImmutableHashSet<string> Selectors = ["podSelector", "namespaceSelector"];

    private readonly ConcurrentDictionary<(string Type, string Name), Provided> _resources = new();
    private int _lastId = 4711;

    /// <summary>All that there is now.</summary>
    public IReadOnlyDictionary<(string Type, string Name), Provided> Resources => _resources;

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        var key = (args.Type!, args.Name!);
        var provided = existing?.GetValueOrDefault(key) is { } before
            ? before with { Sent = args.Inputs }
            : Create(args.Type!, args.Inputs);
        Assert.True(_resources.TryAdd(key, provided), $"Two resources of type {args.Type} are named {args.Name}.");
        return Task.FromResult<(string?, object)>((provided.Id, provided.Outputs));
    }

    public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException(args.Token);

    /// <summary>What a refresh brings: computed outputs that others change, too.</summary>
    public ImmutableDictionary<(string Type, string Name), Provided> Refreshed() => _resources.ToImmutableDictionary(
        resource => resource.Key,
        resource => resource.Value with { Outputs = resource.Value.Outputs.SetItems(Drift(resource.Key.Type)) });

    private Provided Create(string type, ImmutableDictionary<string, object> inputs)
    {
        var kept = KeptForms.All.Where(form => form.Type == type).Aggregate(inputs, (values, form) => form.Apply(values));
        if (IsBuiltIn(type)) kept = WithoutEmpty(kept);
        var id = Id(type, kept, Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture));
        return new Provided(id, inputs, kept, kept.SetItems(Computed(type, id, kept)));
    }

    /// <summary>An object of Kubernetes itself, which has types; custom resources and charts' values are kept as they come.</summary>
    private static bool IsBuiltIn(string type) => type.StartsWith("kubernetes:", StringComparison.Ordinal)
        && !new[] { "helm.sh/", "metallb.io/", "cert-manager.io/" }.Any(type.Contains);

    private static string Id(string type, ImmutableDictionary<string, object> inputs, string number) => type switch
    {
        "hcloud:index/networkSubnet:NetworkSubnet" => $"{inputs["networkId"]}-{inputs["ipRange"]}",
        "hcloud:index/serverNetwork:ServerNetwork" => $"{inputs["serverId"]}-{((string)inputs["subnetId"]).Split('-')[0]}",
        "hcloud:index/rdns:Rdns" when inputs.ContainsKey("floatingIpId") => $"f-{inputs["floatingIpId"]}-{inputs["ipAddress"]}",
        "hcloud:index/rdns:Rdns" => $"p-{inputs["primaryIpId"]}-{inputs["ipAddress"]}",
        _ when type.StartsWith("hcloud:", StringComparison.Ordinal) => number,
        _ => $"{type.Split(':')[^1].ToLowerInvariant()}-{number}",
    };

    /// <summary>Outputs beside the inputs.</summary>
    private static IEnumerable<KeyValuePair<string, object>> Computed(string type, string id, ImmutableDictionary<string, object> inputs)
    {
        switch (type)
        {
            // terraform-provider-tls 4.2.1 internal/provider/resource_private_key.go and common_key.go: pem.EncodeToMemory and
            // ssh.MarshalAuthorizedKey end their last lines, too.
            case "tls:index/privateKey:PrivateKey":
                return
                [
                    new("privateKeyOpenssh", $"-----BEGIN OPENSSH PRIVATE KEY-----\n{id}\n-----END OPENSSH PRIVATE KEY-----\n"),
                    new("publicKeyOpenssh", $"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{id}\n"),
                ];
            case "random:index/randomPassword:RandomPassword":
                return [new("result", $"result of {id}")];
            case "hcloud:index/primaryIp:PrimaryIp" or "hcloud:index/floatingIp:FloatingIp":
                return [new("ipAddress", PublicAddress(id))];
            case "hcloud:index/server:Server":
                var publicNet = (ImmutableDictionary<string, object>)((ImmutableArray<object>)inputs["publicNets"])[0];
                return [new("ipv4Address", PublicAddress(string.Create(CultureInfo.InvariantCulture, $"{publicNet["ipv4"]}")))];
            case "hcloud:index/serverNetwork:ServerNetwork":
                return [new("aliasIps", ImmutableArray<object>.Empty), new("macAddress", "86:00:00:00:00:01")];
            // pulumi-command 1.2.1 provider/pkg/provider/remote/commandOutputs.go cuts one line feed off; kubeconfig.sh prints two.
            case "command:remote:Command":
                return [new("stdout", inputs.TryGetValue("create", out var line) ? Printed((string)line) : ""), new("stderr", "")];
            // pulumi-command 1.2.1 provider/pkg/provider/remote/copy.go: no output but its inputs; a file is compared by its hash.
            case "command:remote:CopyToRemote":
                return [];
            case "hcloud:index/firewall:Firewall" or "hcloud:index/floatingIpAssignment:FloatingIpAssignment"
                or "hcloud:index/network:Network" or "hcloud:index/networkSubnet:NetworkSubnet"
                or "hcloud:index/placementGroup:PlacementGroup" or "hcloud:index/rdns:Rdns" or "hcloud:index/sshKey:SshKey":
                return [];
            case var _ when new[] { "kubernetes", "pulumi", "infra" }.Contains(type.Split(':')[0]):
                return [];
            default:
                throw new NotSupportedException($"Find out what the provider of {type} rewrites, and note it in {nameof(KeptForms)}.");
        }
    }

    private static IEnumerable<KeyValuePair<string, object>> Drift(string type) => type switch
    {
        "hcloud:index/primaryIp:PrimaryIp" => [new("assigneeId", 1.0), new("assigneeType", "server")],
        "hcloud:index/floatingIp:FloatingIp" => [new("serverId", 1.0)],
        "hcloud:index/placementGroup:PlacementGroup" => [new("servers", ImmutableArray.Create<object>(1.0))],
        _ => [],
    };

    private static string Printed(string line) =>
        line.Contains("/kubeconfig-", StringComparison.Ordinal) ? Kubeconfig
        : line.Contains("/authority-", StringComparison.Ordinal) ? EntryServer.Authority
        : "";

    private static string PublicAddress(string id)
    {
        var number = int.Parse(id, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"198.18.{number / 256 % 256}.{number % 256}");
    }

    /// <summary>Kubernetes 1.36, staging/src/k8s.io/api: fields marked with omitempty go when they are empty.</summary>
    private static ImmutableDictionary<string, object> WithoutEmpty(ImmutableDictionary<string, object> map) => map
        .Where(field => Selectors.Contains(field.Key) || field.Value is not (ImmutableArray<object> { Length: 0 }
            or ImmutableDictionary<string, object> { Count: 0 }))
        .ToImmutableDictionary(field => field.Key, field => field.Value switch
        {
            ImmutableDictionary<string, object> inner => WithoutEmpty(inner),
            ImmutableArray<object> list =>
                list.Select(item => item is ImmutableDictionary<string, object> inner ? WithoutEmpty(inner) : item).ToImmutableArray(),
            var value => value,
        });
}
