using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi.Testing;

namespace Infra.Offline.Tests.Core;

/// <summary>Remembers what it is asked for, and returns inputs as outputs, with what a test adds to them.</summary>
public sealed class RecordingMocks(Func<MockResourceArgs, ImmutableDictionary<string, object>>? outputs = null) : IMocks
{
    private readonly ConcurrentQueue<MockResourceArgs> _resources = [];

    public IReadOnlyCollection<MockResourceArgs> Resources => _resources;

    public MockResourceArgs this[string name] => _resources.Single(resource => resource.Name == name);

    public async Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        await Task.Yield();
        _resources.Enqueue(args);
        return ($"{args.Name}_id", outputs is null ? args.Inputs : args.Inputs.SetItems(outputs(args)));
    }

    public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException(args.Token);
}
