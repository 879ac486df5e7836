using Infra.Components.Grammars;
using Infra.Components.Ingress;
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

    [Asks<NamespaceSettings>(nameof(NamespaceSettings.Share), "{0} in all", NamespaceSettings.LargestShare)]
    public static IEnumerable<Finding> SharesLeaveRoom(SettingsAsRead settings) =>
        from tenant in settings.Tenants
        where tenant.Namespaces.All(further => settings.Knows(further, nameof(further.Share)))
        let sum = Shares(tenant).Sum()
        where sum > NamespaceSettings.LargestShare
        select new Finding(
            settings.Places.Of(tenant, nameof(tenant.Namespaces)),
            $"have shares of {sum} percent together, and {NamespaceSettings.LargestShare} is the most", "lower some of them");

    /// <summary>
    /// The ingress controller has its share of the quota for itself, in the first namespace. What further namespaces have, the first
    /// doesn't.
    /// </summary>
    [Asks<TenantQuota>(nameof(TenantQuota.Cpu), "more than the ingress controller's")]
    [Asks<TenantQuota>(nameof(TenantQuota.Memory), "more than the ingress controller's")]
    [Asks<TenantQuota>(nameof(TenantQuota.Pods), "more than the ingress controller's")]
    public static IEnumerable<Finding> ControllersShareIsLeft(SettingsAsRead settings)
    {
        foreach (var tenant in settings.Tenants)
        {
            var quota = tenant.Quota;
            if (!tenant.Namespaces.All(further => settings.Knows(further, nameof(further.Share)))
                || Shares(tenant).Sum() > NamespaceSettings.LargestShare || !settings.Knows(tenant, nameof(tenant.Ingress)))
                continue;
            (string Key, string Name, Func<TenantQuota, string> Amount, string Needed)[] amounts =
            [
                (nameof(quota.Cpu), "cpu", part => part.Cpu, IngressSpecification.Cpu),
                (nameof(quota.Memory), "memory", part => part.Memory, $"{tenant.Ingress.MemoryMi}Mi"),
                (nameof(quota.Pods), "pods", part => $"{part.Pods}", "1"),
            ];
            var known = amounts.Where(amount => settings.Knows(quota, amount.Key)).ToList();
            if (known.Count < amounts.Length) continue;
            var left = QuotaShares.Rest(quota, Shares(tenant));
            foreach (var (key, name, amount, needed) in known.Where(amount => !Quantity.Exceeds(amount.Amount(left), amount.Needed)))
            {
                yield return tenant.Namespaces.IsEmpty
                    ? new Finding(
                        settings.Places.Of(quota, key), $"must be more than {needed}, which the ingress controller takes", "raise it")
                    : new Finding(
                        settings.Places.Of(tenant, nameof(tenant.Namespaces)),
                        $"leave {amount(left)} of quota.{name} to the first namespace, where the ingress controller takes {needed}",
                        $"lower their shares, or raise quota.{name}");
            }
        }
    }

    private static IEnumerable<int> Shares(TenantSettings tenant) => tenant.Namespaces.Select(further => further.Share);
}
