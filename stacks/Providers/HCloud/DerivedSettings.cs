using System.Net;
using Infra.Stacks.Settings;

namespace Infra.Stacks.Providers.HCloud;

/// <summary>What follows from a tenant's name and its cluster when nobody chose it.</summary>
internal static class DerivedSettings
{
    /// <summary>The address of a tenant's node in the private network; null without one.</summary>
    public static IPAddress? PrivateAddress(TenantSettings tenant, ClusterSettings cluster) => cluster.Network.PrivateRange is { } range
        ? tenant.PrivateAddress is { } chosen ? IPAddress.Parse(chosen) : PrivateAddresses.ForTenant(range, tenant.Name)
        : null;

    /// <summary>The placement group of a tenant's node; null for none.</summary>
    public static int? Group(TenantSettings tenant, ClusterSettings cluster) => tenant.PlacementGroup switch
    {
        0 => null,
        null when cluster.Network.Type is NetworkType.Private => PlacementGroups.ForTenant(tenant.Name),
        var chosen => chosen,
    };
}
