using System.Globalization;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Components.Tenants;

/// <summary>Specs of a tenant's quota, and of the defaults that let pods without requests pass it.</summary>
internal static class TenantLimits
{
    /// <summary>The quota: computing resources as asked for, objects so that nobody can fill the control plane's database.</summary>
    public static ResourceQuotaSpecArgs Quota(TenantQuota quota) => new()
    {
        Hard =
        {
            { "requests.cpu", quota.Cpu },
            { "requests.memory", quota.Memory },
            { "limits.memory", quota.Memory },
            { "requests.ephemeral-storage", quota.EphemeralStorage },
            { "requests.storage", quota.Storage },
            { "pods", quota.Pods.ToString(CultureInfo.InvariantCulture) },
            // The ingress controller's Service is the one that gets an address; a node port would be open on every node.
            { "services.loadbalancers", "1" },
            { "services.nodeports", "0" },
            { "services", "20" },
            { "configmaps", "100" },
            { "secrets", "100" },
            { "persistentvolumeclaims", "20" },
            { "replicationcontrollers", "20" },
            { "resourcequotas", "1" },
        },
    };

    /// <summary>What a container gets that says nothing itself.</summary>
    public static LimitRangeSpecArgs Defaults() => new()
    {
        Limits = new LimitRangeItemArgs
        {
            Type = "Container",
            DefaultRequest = { { "cpu", "50m" }, { "memory", "64Mi" }, { "ephemeral-storage", "64Mi" } },
            Default = { { "memory", "128Mi" } },
        },
    };
}
