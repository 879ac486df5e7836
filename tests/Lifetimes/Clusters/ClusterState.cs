using System.Collections.Immutable;

namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>A cluster at one moment: what its API server holds, and which machines do their part.</summary>
internal sealed record ClusterState
{
    /// <summary>All objects.</summary>
    public ObjectStore Objects { get; init; } = ObjectStore.Empty;

    /// <summary>The uid that was given last.</summary>
    public int LastUid { get; init; }

    /// <summary>Nodes of the control plane that answer; without one there is no API.</summary>
    public ImmutableHashSet<string> Servers { get; init; } = [];

    /// <summary>Nodes whose kubelet runs.</summary>
    public ImmutableHashSet<string> Kubelets { get; init; } = [];

    /// <summary>Machines that answer nobody any more.</summary>
    public ImmutableHashSet<string> Dead { get; init; } = [];
}
