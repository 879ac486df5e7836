using System.Collections.Immutable;
using Infra.Components.Machines;
using Pulumi;

namespace Infra.Components.K3s;

/// <summary>A tenant's node: its machine, and the cluster that it joins.</summary>
public sealed class AgentArgs : ResourceArgs
{
    /// <summary>The machine.</summary>
    public required IMachine Machine { get; init; }

    /// <summary>The control plane that it joins; the agent gets the same release.</summary>
    public required ControlPlaneComponent ControlPlane { get; init; }

    /// <summary>The tenant whose node it is: value of the node's taint and labels.</summary>
    public required string Tenant { get; init; }

    /// <summary>What must be there before the node joins, besides the control plane. Default nothing.</summary>
    public ImmutableArray<Resource> After { get; init; } = [];

    /// <summary>The images of the first pods on it.</summary>
    public required NodeImages Images { get; init; }

    /// <summary>Pods that the kubelet runs at most, 10 to 250. Default 110.</summary>
    public int KubeletMaxPods { get; init; } = AgentConfiguration.DefaultMaxPods;

    /// <summary>Extra labels for the node. Default none.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
