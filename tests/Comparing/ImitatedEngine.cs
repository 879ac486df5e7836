using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Infra.Comparing;
using Infra.Planning;
using Infra.Stacks;
using Infra.Stacks.Providers;
using Infra.Tests.K3s;
using Infra.Tests.Settings;
using Moq;
using Pulumi;
using Pulumi.Testing;

namespace Infra.Tests.Comparing;

/// <summary>
/// Evaluates a stack's program where another plan of it is deployed, and decides what happens to each resource as Pulumi's engine does: by
/// the values of its inputs. A preview doesn't know the id of a resource to come, nor what providers generate for it, nor what a command
/// prints that runs again.
/// </summary>
internal sealed class ImitatedEngine : IMocks
{
    private const string KubernetesProvider = "pulumi:providers:kubernetes";

    private readonly Plan _plan;
    private readonly NodeProvider _provider;
    private readonly ImmutableDictionary<string, Deployed> _before;
    private readonly bool _preview;
    private readonly ConcurrentDictionary<string, Deployed> _after = new();
    private readonly ConcurrentDictionary<string, ChangeKind> _changes = new();
    private bool _isConnectionUnknown;

    private ImitatedEngine(Plan plan, NodeProvider provider, ImmutableDictionary<string, Deployed> before, bool preview) =>
        (_plan, _provider, _before, _preview) = (plan, provider, before, preview);

    /// <summary>What happens when settings are deployed where others are: the kind of change, type and name of each resource.</summary>
    /// <param name="before">The settings that are deployed.</param>
    /// <param name="after">The settings to be deployed.</param>
    /// <param name="preview">Whether it is a preview.</param>
    public static async Task<ImmutableSortedSet<string>> ChangesAsync(JsonObject before, JsonObject after, bool preview)
    {
        var first = await RunAsync(before, ImmutableDictionary<string, Deployed>.Empty, preview: false);
        var then = await RunAsync(after, first._after.ToImmutableDictionary(), preview);
        return
        [
            .. then._changes.Select(change => $"{change.Value} {change.Key}"),
            .. first._after.Keys.Except(then._after.Keys).Select(gone => $"{ChangeKind.Removed} {gone}"),
        ];
    }

    /// <inheritdoc />
    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        var (type, name) = (args.Type!, args.Name!);
        var key = $"{type} {name}";
        if (_plan.Resources.FirstOrDefault(resource => resource.Type == type && resource.Name == name) is not { } planned)
            return Task.FromResult<(string?, object)>(($"{name}-id", args.Inputs));
        var old = _before.GetValueOrDefault(key);
        var inputs = old is null ? args.Inputs : planned.IgnoreChanges.Aggregate(args.Inputs, (current, ignored) =>
            old.Inputs.TryGetValue(ignored, out var value) ? current.SetItem(ignored, value) : current.Remove(ignored));
        if (_preview && type == KubernetesProvider && !inputs.ContainsKey("kubeconfig"))
            _isConnectionUnknown = true;

        var kind = old is null ? ChangeKind.Added : Decide(planned, old.Inputs, inputs);
        if (kind is { } change)
            _changes[key] = change;
        var isNew = kind is ChangeKind.Added or ChangeKind.Replaced;
        var id = isNew ? StandIn.Id(type, $"{name} {_before.Count}") : old!.Id;
        var generated = !isNew ? old!.Generated : _preview ? [] : Generated(type, name, id, inputs).ToImmutableDictionary();
        _after[key] = new Deployed(id, inputs, generated);
        var isUnknown = _preview && (isNew || (kind is not null && type == PlanQueries.Command));
        return Task.FromResult<(string?, object)>((_preview && isNew ? null : id, isUnknown ? inputs : inputs.SetItems(generated)));
    }

    /// <inheritdoc />
    public Task<object> CallAsync(MockCallArgs args) => throw new InvalidOperationException($"nothing calls {args.Token}");

    private static async Task<ImitatedEngine> RunAsync(
        JsonObject settings, ImmutableDictionary<string, Deployed> before, bool preview)
    {
        var loaded = settings.Load();
        var engine = new ImitatedEngine(Change.Plan(settings), loaded.Cluster.Provider, before, preview);
        var provider = new Mock<IServiceProvider>();
        provider.Setup(services => services.GetService(typeof(PlatformStack))).Returns(() => new PlatformStack(loaded, "a-key"));
        await Deployment.TestWithServiceProviderAsync<PlatformStack>(
            engine, provider.Object, new TestOptions { ProjectName = "infra", StackName = "main", IsPreview = preview });
        return engine;
    }

    private ChangeKind? Decide(
        PlannedResource planned, ImmutableDictionary<string, object> before, ImmutableDictionary<string, object> after)
    {
        var provider = planned.Provider is { } urn ? _plan.Resources.Single(resource => resource.Urn == urn) : null;
        var different = ValueDifference.Between(
            InputJson.Object(before, []), InputJson.Object(after, []), PropertyPath.Root,
            path => ReplacementRules.IsUnordered(planned, path)).ToList();
        // A mock doesn't see an input at all of which a part is unknown. Of a map, the engine sees the rest, which stays.
        var unknown = planned.Inputs
            .Where(input => _preview && !after.ContainsKey(input.Key) && !planned.IgnoreChanges.Contains(input.Key))
            .ToDictionary();
        var paths = different.Select(part => part.Path).Where(path => !unknown.ContainsKey(path.Steps[0]))
            .Concat(unknown.Where(input => input.Value is not JsonObject).Select(input => PropertyPath.Root.Member(input.Key)));
        if (paths.Any(path => ReplacementRules.Replaces(planned, provider, path)))
            return ChangeKind.Replaced;
        return different.Count > 0 || unknown.Count > 0
            || (_isConnectionUnknown && planned.Type.StartsWith("kubernetes:", StringComparison.Ordinal))
                ? ChangeKind.Changed
                : null;
    }

    private IEnumerable<KeyValuePair<string, object>> Generated(
        string type, string name, string id, ImmutableDictionary<string, object> inputs) => type switch
        {
            "random:index/randomPassword:RandomPassword" => [new("result", $"token{id}")],
            "tls:index/privateKey:PrivateKey" =>
                [new("privateKeyOpenssh", $"key {id}\n"), new("publicKeyOpenssh", $"ssh-ed25519 AAAA{id}\n")],
            PlanQueries.Command => [new("stdout", Printed(name, id))],
            _ => _provider.StandIns(type, id, inputs, StandIn.Address),
        };

    // Another run finds another cluster, or another server's credentials.
    private static string Printed(string name, string id) => name[(name.LastIndexOf('-') + 1)..] switch
    {
        "authority" => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id))),
        _ => EntryServer.Prints(name).Replace("c2VjcmV0", Convert.ToBase64String(Encoding.UTF8.GetBytes(id)), StringComparison.Ordinal),
    };

    /// <param name="Id">Its id.</param>
    /// <param name="Inputs">Its inputs.</param>
    /// <param name="Generated">The outputs that its provider generated.</param>
    private sealed record Deployed(
        string Id, ImmutableDictionary<string, object> Inputs, ImmutableDictionary<string, object> Generated);
}
