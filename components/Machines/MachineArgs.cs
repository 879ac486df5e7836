using System.Collections.Immutable;
using Pulumi;

namespace Infra.Components.Machines;

/// <summary>What a machine is, whichever provider it comes from; see the subclasses.</summary>
public abstract class MachineArgs : ResourceArgs
{
    /// <summary>Name of the machine and of the node on it: a DNS label of at most 63 characters, unique at the provider.</summary>
    public required string Name { get; init; }

    /// <summary>Public keys of people who may log in, in OpenSSH's format. Default none.</summary>
    public ImmutableArray<string> SshPublicKeys { get; init; } = [];

    /// <summary>What the machine lets in, as far as it differs from others: sets and chains of nftables.</summary>
    public required string Firewall { get; init; }

    /// <summary>
    /// Addresses at which the servers of the control plane reach each other, for one of them. Default none: it is a tenant's node, or they
    /// come with the servers.
    /// </summary>
    public ImmutableArray<string> ServerAddresses { get; init; } = [];

    /// <summary>
    /// Whether Pulumi refuses to delete what can't be had again: addresses, and the servers of the control plane with the cluster's data.
    /// Default false.
    /// </summary>
    public bool Protect { get; init; }

    /// <summary>Registers the machine.</summary>
    /// <param name="name">Name of the component.</param>
    /// <param name="options">Options of the component, the parent first of all.</param>
    public abstract IMachine Create(string name, ComponentResourceOptions options);
}
