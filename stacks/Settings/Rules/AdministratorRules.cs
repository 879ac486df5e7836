using System.Net;
using Infra.Stacks.Settings.Grammars;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>From where a cluster is administered: never from everywhere, unless asked for in so many words.</summary>
internal static class AdministratorRules
{
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

        var all = settings.Places.Of(settings.Cluster.Administrators, nameof(AdministratorSettings.Ranges));
        if (settings.IsHcloud && all is { IsKnown: true, Count: 0 })
        {
            yield return new Finding(
                all, "needs at least one range, or nobody reaches SSH and the Kubernetes API",
                "add your address, such as 203.0.113.7/32, or set controlPlane.openToTheWorld: true");
        }
    }

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

    public static IEnumerable<Finding> RangesLeaveTheClusterOut(SettingsAsRead settings)
    {
        const string Fix = "name the addresses that administrators come from";
        foreach (var (range, place) in Ranges(settings).Where(item => !AdministratorRange.IsWorld(item.Value)))
        {
            if (PrivateRange.OverlapWithK3s(range) is { } overlap)
                yield return new Finding(place, overlap, Fix);
            else if (settings.IsHcloud && settings.PrivateRange is { } nodes && Cidr.Overlap(range, nodes))
                yield return new Finding(place, $"must not overlap the private network {nodes}", Fix);
        }
    }

    private static IEnumerable<(IPNetwork Value, Place Place)> Ranges(SettingsAsRead settings)
    {
        var administrators = settings.Cluster.Administrators;
        return settings.Each(administrators.Ranges, administrators, nameof(administrators.Ranges));
    }
}
