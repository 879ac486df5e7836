using System.Globalization;
using Infra.Components.Ingress;
using Infra.Components.Kubernetes;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Components.Tenants;

/// <summary>Specs of a tenant's quotas, and of the defaults that let pods without requests pass it.</summary>
internal static class TenantLimits
{
    /// <summary>
    /// The quota of the tenant's pods, by what they request. Limits aren't counted: what a container may use at most beyond its request is
    /// its node's memory, and the node is the tenant's own. Pods with a priority class aren't the tenant's (<see cref="PriorityClasses"/>):
    /// they start whatever the tenant has used up.
    /// </summary>
    /// <param name="quota">What the tenant's own pods may request.</param>
    public static ResourceQuotaSpecArgs Pods(TenantQuota quota) => new()
    {
        Hard =
        {
            { "requests.cpu", quota.Cpu },
            { "requests.memory", quota.Memory },
            { "pods", quota.Pods.ToString(CultureInfo.InvariantCulture) },
        },
        ScopeSelector = new ScopeSelectorArgs
        {
            MatchExpressions = new ScopedResourceSelectorRequirementArgs { ScopeName = "PriorityClass", Operator = "DoesNotExist" },
        },
    };

    /// <summary>
    /// The quota of objects, and of the disk that pods request, which no quota of some pods alone can count: what isn't the tenant's
    /// requests none.
    /// </summary>
    /// <param name="quota">What the namespace may use.</param>
    /// <param name="counts">How many objects of each kind it takes.</param>
    public static ResourceQuotaSpecArgs Objects(TenantQuota quota, IReadOnlyDictionary<string, int> counts)
    {
        var spec = new ResourceQuotaSpecArgs
        {
            Hard =
            {
                { "requests.ephemeral-storage", quota.EphemeralStorage },
                { "requests.storage", quota.Storage },
            },
        };
        foreach (var (kind, most) in counts)
            spec.Hard.Add(kind, most.ToString(CultureInfo.InvariantCulture));
        return spec;
    }

    /// <summary>What is missing from the quota of pods, for those who compare it with the settings.</summary>
    public static string ControllerShare(IngressController controller) =>
        $"without the ingress controller's pod, {IngressSpecification.Cpu} CPU and "
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
