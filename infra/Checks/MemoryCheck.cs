using Infra.Components.Grammars;
using Infra.Planning;

namespace Infra.Checks;

/// <summary>Whether nodes have the memory that quotas promise. Of a node whose size isn't known, nothing is said.</summary>
internal static class MemoryCheck
{
    public static Check Check { get; } = new(
        "memory-fits-node",
        "Every node has the memory that its tenant's quota promises, beside the system's, K3s's and the load balancer's.",
        Find);

    private static IEnumerable<Finding> Find(Inventory inventory)
    {
        foreach (var tenant in inventory.Plan.Tenants)
        {
            if (tenant.MemoryForQuotaMi is not { } room) continue;
            if (tenant.MemoryLeftMi < 0)
            {
                yield return new Finding(
                    inventory.ComponentOf(tenant),
                    $"has a node that lacks {-tenant.MemoryLeftMi} of the {tenant.MemoryReservedMi} MiB which the system, K3s, the load "
                    + "balancer and the ingress controller need",
                    "take a larger node");
                continue;
            }

            var quotas = inventory.Of(tenant, "ResourceQuota").ToList();
            var promised = Quantity.Mi(Quantity.Sum(
                quotas.Select(quota => quota.At("spec", "hard", "requests.memory")?.GetValue<string>()).OfType<string>()));
            if (promised > tenant.MemoryLeftMi)
            {
                yield return new Finding(
                    quotas[0],
                    $"promises {promised} MiB of memory beside the ingress controller, and {tenant.Node} has "
                    + $"{tenant.MemoryLeftMi} MiB for it",
                    $"set the tenant's quota.memory to {room}Mi or less, or take a larger node");
            }
        }
    }
}
