using System.Globalization;
using Infra.Components.Ingress;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Components.Tenants;

/// <summary>Specs of a tenant's quota, and of the defaults that let pods without requests pass it.</summary>
internal static class TenantLimits
{
    /// <summary>
    /// The quota: computing resources as asked for, and objects. Limits aren't counted: what a container may use at most beyond its request
    /// is its node's memory, and the node is the tenant's own.
    /// </summary>
    /// <param name="quota">What the namespace may use.</param>
    /// <param name="counts">How many objects of each kind it takes.</param>
    public static ResourceQuotaSpecArgs Quota(TenantQuota quota, IReadOnlyDictionary<string, int> counts)
    {
        var spec = new ResourceQuotaSpecArgs
        {
            Hard =
            {
                { "requests.cpu", quota.Cpu },
                { "requests.memory", quota.Memory },
                { "requests.ephemeral-storage", quota.EphemeralStorage },
                { "requests.storage", quota.Storage },
                { "pods", quota.Pods.ToString(CultureInfo.InvariantCulture) },
            },
        };
        foreach (var (kind, most) in counts)
            spec.Hard.Add(kind, most.ToString(CultureInfo.InvariantCulture));
        return spec;
    }

    /// <summary>What of the quota is the ingress controller's, for those who read the quota.</summary>
    public static string ControllerShare(IngressController controller) =>
        $"includes the ingress controller: one pod, which requests {IngressSpecification.Cpu} CPU and "
        + string.Create(CultureInfo.InvariantCulture, $"{controller.MemoryMi}Mi memory");

    /// <summary>
    /// What a container requests that says nothing itself. It gets no limit: with a default one, a pod that requests more and names none
    /// would be refused.
    /// </summary>
    public static LimitRangeSpecArgs Defaults() => new()
    {
        Limits = new LimitRangeItemArgs
        {
            Type = "Container",
            DefaultRequest = { { "cpu", "50m" }, { "memory", "64Mi" }, { "ephemeral-storage", "64Mi" } },
        },
    };
}
