using System.Net;

namespace Infra.Stacks.Settings;

/// <summary>What follows from other settings when nobody chose it.</summary>
internal static class DerivedSettings
{
    /// <summary>Fills in every tenant's private address and placement group.</summary>
    public static PlatformSettings Complete(PlatformSettings settings) => settings with
    {
        Tenants =
        [
            .. settings.Tenants.Select(tenant => tenant with
            {
                PrivateAddress = PrivateAddress(tenant, settings.Cluster)?.ToString(),
                PlacementGroup = Group(tenant, settings.Cluster),
            }),
        ],
    };

    /// <summary>The address of a tenant's node in the private network of Hetzner Cloud; null without one.</summary>
    public static IPAddress? PrivateAddress(TenantSettings tenant, ClusterSettings cluster) =>
        cluster is { Provider: NodeProvider.Hcloud, Network.PrivateRange: { } range }
            ? tenant.PrivateAddress is { } chosen ? IPAddress.Parse(chosen) : PrivateAddresses.ForTenant(range, tenant.Name)
            : null;

    /// <summary>The placement group of a tenant's node; null for none.</summary>
    public static int? Group(TenantSettings tenant, ClusterSettings cluster) => tenant.PlacementGroup switch
    {
        0 => null,
        null when cluster is { Provider: NodeProvider.Hcloud, Network.Type: NetworkType.Private } => PlacementGroups.ForTenant(tenant.Name),
        var chosen => chosen,
    };
}
