using System.Text.RegularExpressions;
using Infra.Components.HCloud;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>Where servers stand. A private network reaches the locations of one network zone.</summary>
internal static partial class LocationRules
{
    public static Complaint? Location(string text) => Name().IsMatch(text)
        ? null
        : new Complaint("must be the name of a Hetzner Cloud location", "use one such as fsn1, nbg1, hel1, ash, hil or sin");

    public static IEnumerable<Finding> PrivateNetworksStayInTheirZone(SettingsDraft draft)
    {
        var cluster = draft.Cluster;
        if (!cluster.IsHcloud || !cluster.Network.IsPrivate.Or(false) || !cluster.Location.Is(out var home)) yield break;
        if (Locations.NetworkZone(home) is not { } zone)
        {
            yield return new Finding(
                cluster.Location.Place,
                "is in no network zone that is known here, and a private network needs one",
                "use fsn1, nbg1, hel1, ash, hil or sin, or the network type public");
            yield break;
        }

        foreach (var tenant in draft.Tenants)
        {
            if (tenant.Location.Is(out var location) && Locations.NetworkZone(location) != zone)
                yield return new Finding(
                    tenant.Location.Place,
                    $"is outside the network zone {zone} of cluster.location '{home}', and the private network ends there",
                    $"use one of {string.Join(", ", Locations.In(zone))}, or a cluster of its own");
        }
    }

    [GeneratedRegex(@"\A[a-z]{2,10}[0-9]{0,3}\z")]
    private static partial Regex Name();
}
