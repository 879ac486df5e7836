using System.Collections.Immutable;
using Pulumi;

namespace Infra.Stacks.Providers.HCloud.Servers;

/// <summary>What the servers of a cluster on Hetzner Cloud share.</summary>
public sealed class HCloudNetworkArgs : ResourceArgs
{
    /// <summary>The cluster's name: prefix of every name at the provider.</summary>
    public required string Cluster { get; init; }

    /// <summary>Location of all servers, such as <c>nbg1</c>.</summary>
    public required string Location { get; init; }

    /// <summary>IPv4 range of the private network (CIDR); null: servers talk over their public addresses.</summary>
    public string? PrivateRange { get; init; }

    /// <summary>Address ranges (CIDR) from which SSH may be reached.</summary>
    public required ImmutableArray<string> AdministratorRanges { get; init; }

    /// <summary>Address ranges (CIDR) from which the Kubernetes API may be reached: the administrators', and tenants'.</summary>
    public required ImmutableArray<string> ApiRanges { get; init; }

    /// <summary>Whether SSH and the API may be reached from everywhere. Default false.</summary>
    public bool OpenToTheWorld { get; init; }

    /// <summary>Numbers of the tenants' placement groups in use, 1 to 40; each takes ten servers at most.</summary>
    public ImmutableSortedSet<int> PlacementGroups { get; init; } = [];

    /// <summary>Whether keys and the network are protected against deletion. Default false.</summary>
    public bool Protect { get; init; }
}
