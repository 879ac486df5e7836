using System.Collections.Immutable;
using System.Net;
using Infra.Stacks.Providers;
using Infra.Stacks.Providers.Ssh;

namespace Infra.Stacks.Settings.Reading;

/// <summary>
/// The settings before rules have looked at several values at once, and where each stands. A value that is wrong, which is reported
/// already, has its type's default or its own; only its place tells.
/// </summary>
internal sealed record SettingsAsRead(PlatformSettings Settings, Place TenantsPlace, Places Places)
{
    public ClusterSettings Cluster => Settings.Cluster;

    public ImmutableArray<TenantSettings> Tenants => Settings.Tenants;

    /// <summary>The provider; null when that is unknown.</summary>
    public NodeProvider? Provider => Knows(Cluster, nameof(Cluster.Provider)) ? Cluster.Provider : null;

    public bool IsPrivate => Knows(Cluster.Network, nameof(NetworkSettings.Type)) && Cluster.Network.Type is NetworkType.Private;

    public bool IsPublic => Knows(Cluster.Network, nameof(NetworkSettings.Type)) && Cluster.Network.Type is NetworkType.Public;

    /// <summary>The private network's range; null when the network is public, or when the range is wrong.</summary>
    public IPNetwork? PrivateRange => IsPrivate && Knows(Cluster.Network, nameof(NetworkSettings.Range)) ? Cluster.Network.Range : null;

    /// <summary>Whether the world may reach SSH and the API; null when that is unknown.</summary>
    public bool? IsOpen =>
        Knows(Cluster.ControlPlane, nameof(ControlPlaneSettings.OpenToTheWorld)) ? Cluster.ControlPlane.OpenToTheWorld : null;

    /// <summary>Number of the control plane's servers; null when that is unknown.</summary>
    public int? Servers => Knows(Cluster.ControlPlane, nameof(ControlPlaneSettings.Count)) ? Cluster.ControlPlane.Count : null;

    /// <summary>All existing machines that are named.</summary>
    public IEnumerable<ExistingHost> Hosts =>
        Cluster.ControlPlane.Hosts.Concat(Tenants.Select(tenant => tenant.Host).OfType<ExistingHost>());

    /// <summary>Whether a property's value can be relied on: it is what was written, or the default.</summary>
    public bool Knows(object record, string property) => Places.Of(record, property).IsKnown;

    /// <summary>A list's values with their places.</summary>
    public IEnumerable<(T Value, Place Place)> Each<T>(ImmutableArray<T> values, object record, string property) =>
        values.Zip(Places.Of(record, property).Items);
}
