using System.Net;
using Infra.Stacks.Settings.Grammars;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>From where administrators and tenants reach a cluster: never from everywhere, unless asked for in so many words.</summary>
internal static class RangeRules
{
    [Asks<AdministratorSettings>(
        nameof(AdministratorSettings.Ranges), AdministratorRange.NotTheWorld, AdministratorRange.WidestIpv4, AdministratorRange.WidestIpv6)]
    [Asks<AccessSettings>(
        nameof(AccessSettings.Ranges), AdministratorRange.NotTheWorld, AdministratorRange.WidestIpv4, AdministratorRange.WidestIpv6)]
    public static IEnumerable<Finding> WorldIsAskedFor(SettingsAsRead settings) => settings.IsOpen is not false ? [] :
        from item in Administrators(settings).Concat(Tenants(settings))
        where AdministratorRange.IsWorld(item.Range)
        select new Finding(
            item.Place, $"opens {item.Opens} to the world", "narrow it, or set controlPlane.openToTheWorld: true if that is meant");

    [Asks<AdministratorSettings>(nameof(AdministratorSettings.Ranges), "no overlaps")]
    public static IEnumerable<Finding> RangesDoNotOverlap(SettingsAsRead settings)
    {
        var seen = new Dictionary<IPNetwork, string>();
        var widestFirst = Administrators(settings).OrderBy(item => item.Range.PrefixLength).ThenBy(item => item.Place.Position);
        foreach (var (range, place, _, _) in widestFirst)
        {
            var wider = Enumerable.Range(0, range.PrefixLength + 1)
                .Select(prefix => Cidr.Around(range.BaseAddress, prefix)).Where(seen.ContainsKey).Take(1).ToList();
            if (wider is [var around])
                yield return new Finding(place, $"overlaps '{around}' ({seen[around]})", "remove the narrower one");
            else
                seen.Add(range, place.Path);
        }
    }

    /// <summary>Pods don't reach the API by a firewall's rule, nor tenants from nodes.</summary>
    [Asks<AdministratorSettings>(nameof(AdministratorSettings.Ranges), "outside K3s's ranges")]
    [Asks<AccessSettings>(nameof(AccessSettings.Ranges), "outside K3s's ranges and the private network")]
    public static IEnumerable<Finding> RangesLeaveTheClusterOut(SettingsAsRead settings) =>
    [
        .. Administrators(settings).SelectMany(item => Overlap(item, PrivateRange.OverlapWithK3s(item.Range))),
        .. Tenants(settings).SelectMany(item => Overlap(
            item, PrivateRange.OverlapWithK3s(item.Range) ?? OverlapWithNodes(item.Range, settings.PrivateRange))),
    ];

    /// <summary>Administrators don't come from nodes, where these are the provider's to create.</summary>
    public static IEnumerable<Finding> AdministratorsLeaveNodesOut(SettingsAsRead settings) => Administrators(settings)
        .Where(item => PrivateRange.OverlapWithK3s(item.Range) is null)
        .SelectMany(item => Overlap(item, OverlapWithNodes(item.Range, settings.PrivateRange)));

    private static string? OverlapWithNodes(IPNetwork range, IPNetwork? nodes) =>
        nodes is { } network && Cidr.Overlap(range, network) ? $"must not overlap the private network {network}" : null;

    // What is the world overlaps everything, and is reported already.
    private static IEnumerable<Finding> Overlap(Given item, string? rule) =>
        rule is null || AdministratorRange.IsWorld(item.Range)
            ? []
            : [new Finding(item.Place, rule, $"name the addresses that {item.Who} come from")];

    private static IEnumerable<Given> Administrators(SettingsAsRead settings) =>
        settings.Each(settings.Cluster.Administrators.Ranges, settings.Cluster.Administrators, nameof(AdministratorSettings.Ranges))
            .Select(item => new Given(item.Value, item.Place, "SSH and the Kubernetes API", "administrators"));

    private static IEnumerable<Given> Tenants(SettingsAsRead settings) => settings.Tenants
        .SelectMany(tenant => settings.Each(tenant.Access.Ranges, tenant.Access, nameof(AccessSettings.Ranges)))
        .Select(item => new Given(item.Value, item.Place, "the Kubernetes API", "the tenant's people and pipelines"));

    private sealed record Given(IPNetwork Range, Place Place, string Opens, string Who);
}
