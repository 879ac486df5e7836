using Infra.Components.Tenants;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>What a tenant may use, and what its node can give.</summary>
internal static class QuotaRules
{
    [Asks<TenantQuota>(nameof(TenantQuota.Pods), "at most `kubeletMaxPods`")]
    public static IEnumerable<Finding> PodsFitTheNode(SettingsAsRead settings)
    {
        foreach (var tenant in settings.Tenants)
        {
            var most = settings.Places.Of(tenant, nameof(tenant.KubeletMaxPods));
            var quota = settings.Places.Of(tenant.Quota, nameof(tenant.Quota.Pods));
            if (!most.IsKnown || !quota.IsKnown || tenant.Quota.Pods <= tenant.KubeletMaxPods) continue;
            yield return quota.IsMissing
                ? new Finding(
                    most, $"is less than quota.pods, which is {tenant.Quota.Pods}", $"set quota.pods: {tenant.KubeletMaxPods}, too")
                : new Finding(
                    quota, $"must be at most {tenant.KubeletMaxPods}, as the node runs no more (kubeletMaxPods)",
                    $"lower it, or set kubeletMaxPods: {tenant.Quota.Pods}");
        }
    }
}
