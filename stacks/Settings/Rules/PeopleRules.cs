using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>Who works with the API in tenants' names.</summary>
internal static class PeopleRules
{
    [Asks<AccessSettings>(nameof(AccessSettings.Groups), "needs `cluster.oidc`")]
    [Asks<AccessSettings>(nameof(AccessSettings.Users), "needs `cluster.oidc`")]
    public static IEnumerable<Finding> PeopleNeedAProvider(SettingsAsRead settings) =>
        !settings.Places.Of(settings.Cluster, nameof(ClusterSettings.Oidc)).IsMissing ? [] :
        from tenant in settings.Tenants
        from property in new[] { nameof(AccessSettings.Groups), nameof(AccessSettings.Users) }
        from place in settings.Places.Of(tenant.Access, property).Items
        select new Finding(
            place, "is known to no identity provider, as the cluster has none",
            "add cluster.oidc with issuer and audiences, or give the tenant its kubeconfig");
}
