using Infra.Components.Grammars;
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

    /// <summary>What further namespaces have, the first doesn't, and the ingress controller runs in that.</summary>
    [Asks<NamespaceSettings>(nameof(NamespaceSettings.Share),
        "{0} in all; the ingress controller fits into what is left", NamespaceSettings.LargestShare)]
    public static IEnumerable<Finding> SharesLeaveRoom(SettingsAsRead settings)
    {
        foreach (var tenant in settings.Tenants.Where(tenant => !tenant.Namespaces.IsEmpty))
        {
            var place = settings.Places.Of(tenant, nameof(tenant.Namespaces));
            if (!tenant.Namespaces.All(further => settings.Knows(further, nameof(further.Share)))) continue;
            var shares = tenant.Namespaces.Select(further => further.Share).ToList();
            if (shares.Sum() > NamespaceSettings.LargestShare)
            {
                yield return new Finding(
                    place, $"have shares of {shares.Sum()} percent together, and {NamespaceSettings.LargestShare} is the most",
                    "lower some of them");
                continue;
            }

            if (!settings.Knows(tenant.Quota, nameof(tenant.Quota.Memory)) || !settings.Knows(tenant, nameof(tenant.Ingress))) continue;
            var left = QuotaShares.Rest(tenant.Quota, shares);
            if (Quantity.Mi(left.Memory) < tenant.Ingress.MemoryMi)
            {
                yield return new Finding(
                    place, $"leave {left.Memory} of memory to the first namespace, where the ingress controller needs "
                        + $"{tenant.Ingress.MemoryMi}Mi", "lower their shares, or raise quota.memory");
            }
        }
    }
}
