using Infra.Stacks.Providers.HCloud.Servers;
using Infra.Stacks.Settings;
using Infra.Stacks.Settings.Reading;
using Infra.Stacks.Settings.Rules;

namespace Infra.Stacks.Providers.HCloud.Rules;

/// <summary>Where servers stand. A private network reaches the locations of one network zone.</summary>
internal static class LocationRules
{
    [Asks<TenantSettings>(nameof(TenantSettings.Location), "with a private network in the same network zone")]
    public static IEnumerable<Finding> PrivateNetworksStayInTheirZone(SettingsAsRead settings)
    {
        if (settings is not { IsPrivate: true, Cluster.Location: { } home }) yield break;
        if (Locations.NetworkZone(home) is not { } zone)
        {
            yield return new Finding(
                settings.Places.Of(settings.Cluster, nameof(ClusterSettings.Location)),
                "is in no network zone that is known here, and a private network needs one",
                "use fsn1, nbg1, hel1, ash, hil or sin, or the network type public");
            yield break;
        }

        foreach (var tenant in settings.Tenants)
        {
            if (tenant.Location is { } location && Locations.NetworkZone(location) != zone)
                yield return new Finding(
                    settings.Places.Of(tenant, nameof(tenant.Location)),
                    $"is outside the network zone {zone} of cluster.location '{home}', and the private network ends there",
                    $"use one of {string.Join(", ", Locations.In(zone))}, or a cluster of its own");
        }
    }
}
