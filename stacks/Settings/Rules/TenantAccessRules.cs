using System.Net;
using Infra.Stacks.Settings.Grammars;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>Who works with the API in tenants' names, and from where.</summary>
internal static class TenantAccessRules
{
    private const string NameTheirAddresses = "name the addresses that the tenant's people and pipelines come from";

    [Asks<AccessSettings>(nameof(AccessSettings.Groups), "needs `cluster.oidc`")]
    [Asks<AccessSettings>(nameof(AccessSettings.Users), "needs `cluster.oidc`")]
    public static IEnumerable<Finding> PeopleNeedAProvider(SettingsAsRead settings)
    {
        if (!settings.Places.Of(settings.Cluster, nameof(ClusterSettings.Oidc)).IsMissing) yield break;
        foreach (var (_, place) in settings.Tenants.SelectMany(tenant => People(settings, tenant.Access)).SelectMany(names => names))
        {
            yield return new Finding(
                place, "is known to no identity provider, as the cluster has none",
                "add cluster.oidc with issuer and audiences, or give the tenant its kubeconfig");
        }
    }

    [Asks<AccessSettings>(nameof(AccessSettings.Groups), "each once")]
    [Asks<AccessSettings>(nameof(AccessSettings.Users), "each once")]
    public static IEnumerable<Finding> PeopleAreNamedOnce(SettingsAsRead settings) => settings.Tenants
        .SelectMany(tenant => People(settings, tenant.Access)).SelectMany(Twice);

    [Asks<IdentityProviderSettings>(nameof(IdentityProviderSettings.Audiences), "at least one; each once")]
    public static IEnumerable<Finding> AudiencesAreNamedOnce(SettingsAsRead settings)
    {
        if (settings.Cluster.Oidc is not { } provider) return [];
        var place = settings.Places.Of(provider, nameof(provider.Audiences));
        if (!place.IsKnown) return [];
        return place.Count == 0
            ? [new Finding(place, "needs at least one, or tokens for anybody would do", "list the client's ID, such as [kubernetes]")]
            : Twice(settings.Each(provider.Audiences, provider, nameof(provider.Audiences)));
    }

    [Asks<AccessSettings>(nameof(AccessSettings.Ranges),
        AdministratorRange.NotTheWorld,
        AdministratorRange.WidestIpv4, AdministratorRange.WidestIpv6)]
    public static IEnumerable<Finding> WorldIsAskedFor(SettingsAsRead settings)
    {
        if (settings.IsOpen is not false) yield break;
        foreach (var (_, place) in Ranges(settings).Where(item => AdministratorRange.IsWorld(item.Value)))
        {
            yield return new Finding(
                place, "opens the Kubernetes API to the world", "narrow it, or set controlPlane.openToTheWorld: true if that is meant");
        }
    }

    [Asks<AccessSettings>(nameof(AccessSettings.Ranges), "outside K3s's ranges and the private network")]
    public static IEnumerable<Finding> RangesLeaveTheClusterOut(SettingsAsRead settings) => Ranges(settings)
        .Where(item => !AdministratorRange.IsWorld(item.Value) && Overlap(settings, item.Value) is not null)
        .Select(item => new Finding(item.Place, Overlap(settings, item.Value)!, NameTheirAddresses));

    // Pods and nodes don't reach the API by a firewall's rule.
    private static string? Overlap(SettingsAsRead settings, IPNetwork range) => PrivateRange.OverlapWithK3s(range)
        ?? (settings.PrivateRange is { } nodes && Cidr.Overlap(range, nodes) ? $"must not overlap the private network {nodes}" : null);

    private static IEnumerable<(IPNetwork Value, Place Place)> Ranges(SettingsAsRead settings) => settings.Tenants.SelectMany(tenant =>
        settings.Each(tenant.Access.Ranges, tenant.Access, nameof(AccessSettings.Ranges)));

    private static IEnumerable<IEnumerable<(string Value, Place Place)>> People(SettingsAsRead settings, AccessSettings access) =>
    [
        settings.Each(access.Groups, access, nameof(access.Groups)),
        settings.Each(access.Users, access, nameof(access.Users)),
    ];

    private static IEnumerable<Finding> Twice(IEnumerable<(string Value, Place Place)> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return names.Where(name => !seen.Add(name.Value)).Select(name => new Finding(name.Place, "is named twice", "keep one of the two"));
    }
}
