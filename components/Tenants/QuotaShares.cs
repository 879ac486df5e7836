using System.Collections.Immutable;
using System.Globalization;
using Infra.Components.Grammars;
using Infra.Components.Ingress;

namespace Infra.Components.Tenants;

/// <summary>How a tenant's quota is split between its namespaces: together they may use what it says, and no more.</summary>
public static class QuotaShares
{
    /// <summary>A further namespace's part, rounded down: to thousandths of a CPU, to whole MiB (or MB) and pods.</summary>
    /// <param name="quota">The tenant's quota.</param>
    /// <param name="percent">The part, in percent.</param>
    public static TenantQuota Part(TenantQuota quota, int percent) => new()
    {
        Cpu = Quantity.CpuPart(quota.Cpu, percent),
        Memory = Quantity.BytePart(quota.Memory, percent),
        EphemeralStorage = Quantity.BytePart(quota.EphemeralStorage, percent),
        Storage = Quantity.BytePart(quota.Storage, percent),
        Pods = quota.Pods * percent / 100,
    };

    /// <summary>What the first namespace keeps: all that is no other's.</summary>
    /// <param name="quota">The tenant's quota.</param>
    /// <param name="percents">The parts of the others, in percent.</param>
    public static TenantQuota Rest(TenantQuota quota, IEnumerable<int> percents)
    {
        var parts = percents.Select(percent => Part(quota, percent)).ToImmutableArray();
        return parts.Aggregate(quota, (rest, part) => new TenantQuota
        {
            Cpu = Quantity.Minus(rest.Cpu, part.Cpu),
            Memory = Quantity.Minus(rest.Memory, part.Memory),
            EphemeralStorage = Quantity.Minus(rest.EphemeralStorage, part.EphemeralStorage),
            Storage = Quantity.Minus(rest.Storage, part.Storage),
            Pods = rest.Pods - part.Pods,
        });
    }

    /// <summary>What the tenant's own pods may use where the ingress controller runs: all but its share, which is its own.</summary>
    /// <param name="quota">The namespace's quota.</param>
    /// <param name="controller">The controller.</param>
    public static TenantQuota WithoutController(TenantQuota quota, IngressController controller) => quota with
    {
        Cpu = Quantity.Minus(quota.Cpu, IngressSpecification.Cpu),
        Memory = Quantity.Minus(quota.Memory, string.Create(CultureInfo.InvariantCulture, $"{controller.MemoryMi}Mi")),
        Pods = quota.Pods - 1,
    };
}
