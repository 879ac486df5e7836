using System.Collections.Immutable;

namespace Infra.Stacks.Providers.HCloud.Servers;

/// <summary>Hetzner Cloud's locations (https://docs.hetzner.com/cloud/general/locations, read on 2026-11-22).</summary>
public static class Locations
{
    private static readonly ImmutableArray<(string Zone, ImmutableArray<string> Locations)> Zones =
    [
        ("eu-central", ["fsn1", "hel1", "nbg1"]),
        ("us-east", ["ash"]),
        ("us-west", ["hil"]),
        ("ap-southeast", ["sin"]),
    ];

    /// <summary>The network zone of a location, in which a subnet and its servers must be; null: the location isn't known here.</summary>
    public static string? NetworkZone(string location) =>
        Zones.Where(zone => zone.Locations.Contains(location)).Select(zone => zone.Zone).FirstOrDefault();

    /// <summary>The locations of a network zone.</summary>
    public static ImmutableArray<string> In(string networkZone) =>
        [.. Zones.Where(zone => zone.Zone == networkZone).SelectMany(zone => zone.Locations)];
}
