using System.Collections.Concurrent;
using Pulumi;

namespace Infra.Planning;

/// <summary>Keeps every resource of a run, in no particular order. It changes none.</summary>
internal sealed class ResourceRecorder
{
    private readonly ConcurrentQueue<RecordedResource> _resources = new();

    /// <summary>All that was registered so far.</summary>
    public IReadOnlyCollection<RecordedResource> Resources => _resources;

    /// <summary>The transformation that records; give it to the stack.</summary>
    public ResourceTransformationResult? Record(ResourceTransformationArgs args)
    {
        _resources.Enqueue(new RecordedResource(args.Resource, args.Args, args.Options));
        return null;
    }
}
