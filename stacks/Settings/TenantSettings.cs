using System.Collections.Immutable;
using Infra.Components.Ingress;
using Infra.Components.Machines;
using Infra.Components.Tenants;

namespace Infra.Stacks.Settings;

/// <summary>One tenant: a node, a public address, an ingress controller and certificates of its own.</summary>
public sealed record TenantSettings
{
    /// <summary>DNS label of 1 to 30 characters; part of the name of everything that is the tenant's.</summary>
    public required string Name { get; init; }

    /// <summary>Hetzner Cloud server type; null with <c>ssh</c>.</summary>
    public string? ServerType { get; init; }

    /// <summary>The machine; null with <c>hcloud</c>.</summary>
    public ExistingHost? Host { get; init; }

    /// <summary>The public address. Default <c>primary</c>.</summary>
    public required TenantAddress Address { get; init; }

    /// <summary>Host names that the tenant serves; a leading <c>*.</c> stands for all names one level below. May be empty.</summary>
    public ImmutableArray<string> Domains { get; init; } = [];

    /// <summary>The ingress controller. Default Traefik.</summary>
    public IngressController Ingress { get; init; } = IngressController.Traefik;

    /// <summary>What the tenant may use.</summary>
    public TenantQuota Quota { get; init; } = new();

    /// <summary>Extra labels for the tenant's namespace and node.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>The node's location at Hetzner Cloud; null: the cluster's.</summary>
    public string? Location { get; init; }

    /// <summary>
    /// The node's address in the private network; null with a public network and with <c>ssh</c>. Default: derived from the
    /// name.
    /// </summary>
    public string? PrivateAddress { get; init; }

    /// <summary>
    /// The placement group that the node belongs to, 1 to 40; null for none. Default with a private network: derived from the
    /// name.
    /// </summary>
    public int? PlacementGroup { get; init; }

    /// <summary>Any text; while given, image and OS preparation changes replace the node, and a new text replaces it anyway.</summary>
    public string? Rebuild { get; init; }
}
