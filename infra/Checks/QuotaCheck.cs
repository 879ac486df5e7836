using System.Globalization;
using Infra.Planning;

namespace Infra.Checks;

/// <summary>What a tenant's namespaces can't fill up or open.</summary>
internal static class QuotaCheck
{
    private const string Fix = "see components/Tenants/TenantLimits.cs and ObjectCounts.cs";

    private static readonly string[] Needed =
    [
        "requests.cpu", "requests.memory", "requests.ephemeral-storage", "pods", "secrets", "services.loadbalancers",
        "services.nodeports",
    ];

    public static Check Check { get; } = new(
        "quota-in-every-namespace",
        "Quotas in all of a tenant's namespaces count what pods request and objects, and leave one load balancer and no node port.",
        Find);

    private static IEnumerable<Finding> Find(Inventory inventory)
    {
        foreach (var tenant in inventory.Plan.Tenants)
        {
            var quotas = inventory.Of(tenant, "ResourceQuota").ToList();
            foreach (var ns in inventory.NamespacesOf(tenant).Except(quotas.Select(quota => quota.Namespace())))
                yield return new Finding(inventory.ComponentOf(tenant), $"has no quota in {ns}", "register a ResourceQuota there");
            foreach (var quota in quotas)
            {
                foreach (var uncounted in Needed.Where(kind => Most(quota, kind) is null))
                    yield return new Finding(quota, $"doesn't count {uncounted}", Fix);
                if (Most(quota, "services.nodeports") > 0)
                    yield return new Finding(quota, "leaves node ports, which are open on every node (services.nodeports)", Fix);
            }

            if (quotas.Sum(quota => Most(quota, "services.loadbalancers")) > 1)
                yield return new Finding(quotas[^1], "leaves a second load balancer (services.loadbalancers)", Fix);
        }
    }

    /// <summary>How many of a kind a quota leaves; 0 for amounts that are no numbers; null: it doesn't count it.</summary>
    private static int? Most(PlannedResource quota, string kind) =>
        quota.At("spec", "hard", kind)?.GetValue<string>() is not { } text ? null
        : int.TryParse(text, CultureInfo.InvariantCulture, out var most) ? most : 0;
}
