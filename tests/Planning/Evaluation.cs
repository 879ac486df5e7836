using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Infra.Planning;
using Infra.Stacks;
using Infra.Stacks.Providers.HCloud;
using Infra.Stacks.Settings;
using Infra.Tests.K3s;
using Moq;
using Pulumi;
using Pulumi.Testing;

namespace Infra.Tests.Planning;

/// <summary>What a resource gets from the engine and its provider.</summary>
internal enum Answer
{
    /// <summary>An id, its inputs and what the provider adds to them.</summary>
    Everything,

    /// <summary>An id and its inputs: a preview of an update, as far as commands are concerned.</summary>
    InputsOnly,

    /// <summary>Neither id nor outputs: it is left out by <c>--target</c>, and isn't there yet.</summary>
    Nothing,
}

/// <summary>Runs a stack's program with what a test has engine and providers answer.</summary>
internal sealed class Evaluation(Func<MockResourceArgs, Answer> choose) : IMocks
{
    private readonly ConcurrentDictionary<string, string> _inputs = new();

    /// <summary>Evaluates the stack.</summary>
    /// <returns>The inputs of each resource that were known, by <c>type name input</c>.</returns>
    public static async Task<ImmutableDictionary<string, string>> RunAsync(
        PlatformSettings settings, bool preview, Func<MockResourceArgs, Answer> choose)
    {
        var mocks = new Evaluation(choose);
        var provider = new Mock<IServiceProvider>();
        provider.Setup(services => services.GetService(typeof(PlatformStack))).Returns(() => new PlatformStack(settings, "a-key"));
        await Deployment.TestWithServiceProviderAsync<PlatformStack>(
            mocks, provider.Object, new TestOptions { ProjectName = "infra", StackName = "evaluated", IsPreview = preview });
        return mocks._inputs.ToImmutableDictionary();
    }

    /// <inheritdoc />
    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        foreach (var (input, value) in args.Inputs)
            _inputs[$"{args.Type} {args.Name} {input}"] = Text(value);
        return Task.FromResult<(string?, object)>(choose(args) switch
        {
            Answer.Everything => ("1" + Number(args), args.Inputs.SetItems(Outputs(args))),
            Answer.InputsOnly => ("1" + Number(args), args.Inputs),
            _ => (null, ImmutableDictionary<string, object>.Empty),
        });
    }

    /// <inheritdoc />
    public Task<object> CallAsync(MockCallArgs args) => throw new InvalidOperationException($"nothing calls {args.Token}");

    private static IEnumerable<KeyValuePair<string, object>> Outputs(MockResourceArgs args) => args.Type switch
    {
        "random:index/randomPassword:RandomPassword" => [new("result", "a-token")],
        "tls:index/privateKey:PrivateKey" => [new("privateKeyOpenssh", "a-key\n"), new("publicKeyOpenssh", "ssh-ed25519 AAAA\n")],
        "hcloud:index/primaryIp:PrimaryIp" or "hcloud:index/floatingIp:FloatingIp" => [new("ipAddress", $"192.0.2.{Number(args)}")],
        HCloudTypes.Server => [new("ipv4Address", $"198.51.100.{Number(args)}")],
        PlanQueries.Command => [new("stdout", EntryServer.Prints(args.Name!))],
        _ => [],
    };

    // The same in every run, whatever the order of registrations.
    private static string Number(MockResourceArgs args) =>
        args.Name!.Sum(character => (int)character).ToString(CultureInfo.InvariantCulture);

    private static string Text(object? value) => value switch
    {
        ImmutableDictionary<string, object> map =>
            string.Join('\n', map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}: {Text(entry.Value)}")),
        ImmutableArray<object> list => string.Join('\n', list.Select(Text)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
