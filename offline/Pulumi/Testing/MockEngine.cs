using System.Collections;
using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi.Testing;

/// <summary>What an engine would do with a resource, done by mocks.</summary>
internal sealed class MockEngine(IMocks mocks)
{
    private readonly List<Resource> _resources = [];

    public ImmutableArray<Resource> Resources
    {
        get
        {
            lock (_resources) return [.. _resources];
        }
    }

    public void Add(Resource resource)
    {
        lock (_resources) _resources.Add(resource);
    }

    /// <summary>Asks the mocks for a resource.</summary>
    /// <returns>Its id, or "" while it is unknown, and its outputs.</returns>
    public async Task<(string Id, ImmutableDictionary<string, OutputData<object?>> State)> CreateAsync(MockResourceArgs args)
    {
        var (id, state) = await mocks.NewResourceAsync(args).ConfigureAwait(false);
        return (id ?? "", await SerializeAsync(state).ConfigureAwait(false));
    }

    private static async Task<ImmutableDictionary<string, OutputData<object?>>> SerializeAsync(object state)
    {
        var fields = state switch
        {
            IDictionary dictionary => dictionary,
            IDictionary<string, object> typed => typed.ToImmutableDictionary(),
            InputArgs args => args.ToDictionary(),
            _ => throw new InvalidOperationException($"{state?.GetType().FullName ?? "null"} is not a supported argument type: "
                + "a mock returns a resource's outputs as a dictionary."),
        };
        var result = ImmutableDictionary.CreateBuilder<string, OutputData<object?>>();
        foreach (DictionaryEntry field in fields)
        {
            if (field is not { Key: string name, Value: { } value }) continue;
            result[name] = await Serializer.SerializeAsync(name, value, []).ConfigureAwait(false);
        }
        return result.ToImmutable();
    }
}
