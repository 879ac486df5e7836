using System.Globalization;
using Infra.Components.Tenants;
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
        "Quotas in all of a tenant's namespaces count what pods request and objects, and leave the ingress controller's load balancer, "
        + "room for its successor's, and no node port.",
        Find);

    private static IEnumerable<Finding> Find(Inventory inventory)
    {
        foreach (var tenant in inventory.Plan.Tenants)
        {
            var quotas = inventory.Of(tenant, "ResourceQuota").ToList();
            foreach (var ns in inventory.NamespacesOf(tenant).Except(quotas.Select(quota => quota.Namespace())))
                yield return new Finding(inventory.ComponentOf(tenant), $"has no quota in {ns}", "register a ResourceQuota there");
            foreach (var together in quotas.GroupBy(quota => quota.Namespace()))
            {
                foreach (var uncounted in Needed.Where(kind => together.All(quota => Most(quota, kind) is null)))
                    yield return new Finding(together.First(), $"and the namespace's others don't count {uncounted}", Fix);
            }

            foreach (var quota in quotas.Where(quota => Most(quota, "services.nodeports") > 0))
                yield return new Finding(quota, "leaves node ports, which are open on every node (services.nodeports)", Fix);
            if (quotas.Sum(quota => Most(quota, "services.loadbalancers") ?? 0) > ObjectCounts.LargestLoadBalancers)
                yield return new Finding(quotas[^1], "leaves more load balancers than the controller's and its successor's "
                    + "(services.loadbalancers)", Fix);
        }
    }

    /// <summary>How many of a kind a quota leaves; 0 for amounts that are no numbers; null: it doesn't count it.</summary>
    private static int? Most(PlannedResource quota, string kind) =>
        quota.At("spec", "hard", kind)?.GetValue<string>() is not { } text ? null
        : int.TryParse(text, CultureInfo.InvariantCulture, out var most) ? most : 0;
}
