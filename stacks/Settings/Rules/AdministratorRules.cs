using System.Net;
using System.Net.Sockets;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>From where a cluster is administered: never from everywhere, unless asked for in so many words.</summary>
internal static class AdministratorRules
{
    // A range this large is the world in all but name (two halves of the Internet are two /1).
    private const int WidestIpv4 = 8;
    private const int WidestIpv6 = 16;

    public static IEnumerable<Finding> WorldIsAskedFor(SettingsDraft draft)
    {
        var cluster = draft.Cluster;
        var open = cluster.ControlPlane.OpenToTheWorld;
        if (!open.IsKnown || open.Or(false)) yield break;
        foreach (var setting in cluster.AdministratorRanges)
        {
            if (setting.Is(out var range) && IsWorld(range))
            {
                yield return new Finding(
                    setting.Place, "opens SSH and the Kubernetes API to the world",
                    "narrow it, or set controlPlane.openToTheWorld: true if that is meant");
            }
        }

        if (cluster.IsHcloud && cluster.AdministratorRangeCount.IsKnown && cluster.AdministratorRangeCount.Or(0) == 0)
        {
            yield return new Finding(
                cluster.AdministratorRangeCount.Place, "needs at least one range, or nobody reaches SSH and the Kubernetes API",
                "add your address, such as 203.0.113.7/32, or set controlPlane.openToTheWorld: true");
        }
    }

    public static IEnumerable<Finding> RangesDoNotOverlap(SettingsDraft draft)
    {
        var seen = new Dictionary<IPNetwork, string>();
        var valid = draft.Cluster.AdministratorRanges.Where(setting => setting.IsValid);
        foreach (var setting in valid.OrderBy(setting => setting.Value.PrefixLength).ThenBy(setting => setting.Place.Position))
        {
            var range = setting.Value;
            var wider = Enumerable.Range(0, range.PrefixLength + 1)
                .Select(prefix => Cidr.Around(range, prefix)).Where(seen.ContainsKey).Take(1).ToList();
            if (wider is [var around])
                yield return new Finding(setting.Place, $"overlaps '{around}' ({seen[around]})", "remove the narrower one");
            else
                seen.Add(range, setting.Place.Path);
        }
    }

    public static IEnumerable<Finding> RangesLeaveTheClusterOut(SettingsDraft draft)
    {
        foreach (var setting in draft.Cluster.AdministratorRanges)
        {
            if (!setting.Is(out var range) || IsWorld(range)) continue;
            if (NetworkRules.OverlapWithK3s(range) is { } overlap)
                yield return new Finding(setting.Place, overlap, "name the addresses that administrators come from");
            else if (draft.Cluster.IsHcloud && draft.Cluster.Network.PrivateRange is { } nodes && Cidr.Overlap(range, nodes))
                yield return new Finding(setting.Place, $"must not overlap the private network {nodes}", "name the addresses that administrators come from");
        }
    }

    private static bool IsWorld(IPNetwork range) =>
        range.PrefixLength < (range.BaseAddress.AddressFamily is AddressFamily.InterNetwork ? WidestIpv4 : WidestIpv6);
}
