using System.Collections.Immutable;
using Infra.Components.Machines;
using Pulumi;

namespace Infra.Components.K3s;

/// <summary>A control plane: the machines that it runs on, and how it is reached.</summary>
public sealed class ControlPlaneArgs : ResourceArgs
{
    /// <summary>Name of the cluster; names contexts of the kubeconfig.</summary>
    public required string Cluster { get; init; }

    /// <summary>The servers: 1, or 3 with embedded etcd.</summary>
    public required ImmutableArray<IMachine> Servers { get; init; }

    /// <summary>
    /// Number, from 1, of the server that starts the cluster, that the others join and that operations go through. It must be healthy:
    /// when it is lost, another one's number goes here before it is replaced.
    /// </summary>
    public int Entry { get; init; } = 1;

    /// <summary>Name or address under which administrators reach the API; null: the entry server's public address.</summary>
    public string? Endpoint { get; init; }

    /// <summary>What is installed.</summary>
    public required K3sRelease Release { get; init; }

    /// <summary>How nodes reach each other.</summary>
    public required NodeNetwork Network { get; init; }

    /// <summary>Whose tokens the API server takes beside its own. Default: nobody's.</summary>
    public IdentityProvider? IdentityProvider { get; init; }

    /// <summary>Whether tokens are protected against deletion: a datastore can't be restored without its token. Default false.</summary>
    public bool Protect { get; init; }

    /// <summary>Longest time that a node may take to become ready, in seconds. Default 300.</summary>
    public int ReadyLimit { get; init; } = 300;
}
