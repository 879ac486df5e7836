using System.Net;
using Infra.Stacks.Settings.Grammars;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>From where a cluster is administered: never from everywhere, unless asked for in so many words.</summary>
internal static class AdministratorRules
{
    /// <summary>What to do about a range that is no administrators'.</summary>
    public const string NameTheirAddresses = "name the addresses that administrators come from";

    [Asks<AdministratorSettings>(nameof(AdministratorSettings.Ranges),
        AdministratorRange.NotTheWorld,
        AdministratorRange.WidestIpv4, AdministratorRange.WidestIpv6)]
    public static IEnumerable<Finding> WorldIsAskedFor(SettingsAsRead settings)
    {
        if (settings.IsOpen is not false) yield break;
        foreach (var (range, place) in Ranges(settings))
        {
            if (AdministratorRange.IsWorld(range))
            {
                yield return new Finding(
                    place, "opens SSH and the Kubernetes API to the world",
                    "narrow it, or set controlPlane.openToTheWorld: true if that is meant");
            }
        }
    }

    [Asks<AdministratorSettings>(nameof(AdministratorSettings.Ranges), "no overlaps")]
    public static IEnumerable<Finding> RangesDoNotOverlap(SettingsAsRead settings)
    {
        var seen = new Dictionary<IPNetwork, string>();
        foreach (var (range, place) in Ranges(settings).OrderBy(item => item.Value.PrefixLength).ThenBy(item => item.Place.Position))
        {
            var wider = Enumerable.Range(0, range.PrefixLength + 1)
                .Select(prefix => Cidr.Around(range.BaseAddress, prefix)).Where(seen.ContainsKey).Take(1).ToList();
            if (wider is [var around])
                yield return new Finding(place, $"overlaps '{around}' ({seen[around]})", "remove the narrower one");
            else
                seen.Add(range, place.Path);
        }
    }

    [Asks<AdministratorSettings>(nameof(AdministratorSettings.Ranges), "outside K3s's ranges")]
    public static IEnumerable<Finding> RangesLeaveTheClusterOut(SettingsAsRead settings) => Narrow(settings)
        .Where(item => PrivateRange.OverlapWithK3s(item.Range) is not null)
        .Select(item => new Finding(item.Place, PrivateRange.OverlapWithK3s(item.Range)!, NameTheirAddresses));

    /// <summary>The ranges about which nothing was said yet.</summary>
    public static IEnumerable<(IPNetwork Range, Place Place)> OutsideK3s(SettingsAsRead settings) =>
        Narrow(settings).Where(item => PrivateRange.OverlapWithK3s(item.Range) is null);

    private static IEnumerable<(IPNetwork Range, Place Place)> Narrow(SettingsAsRead settings) =>
        Ranges(settings).Where(item => !AdministratorRange.IsWorld(item.Value));

    private static IEnumerable<(IPNetwork Value, Place Place)> Ranges(SettingsAsRead settings)
    {
        var administrators = settings.Cluster.Administrators;
        return settings.Each(administrators.Ranges, administrators, nameof(administrators.Ranges));
    }
}
