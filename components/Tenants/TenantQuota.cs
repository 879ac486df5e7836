namespace Infra.Components.Tenants;

/// <summary>
/// What a tenant's namespace may use in all, its ingress controller included. The amounts are Kubernetes quantities
/// (<c>1500m</c>, <c>1Gi</c>); the defaults fit a node with 2 GB of memory.
/// </summary>
public sealed record TenantQuota
{
    /// <summary>CPU that all pods together may request. Default <c>1500m</c>.</summary>
    public string Cpu { get; init; } = "1500m";

    /// <summary>Memory that all pods together may request, and the sum of their limits. Default <c>1Gi</c>.</summary>
    public string Memory { get; init; } = "1Gi";

    /// <summary>Node-local disk (container layers, logs, emptyDir) that all pods may request. Default <c>10Gi</c>.</summary>
    public string EphemeralStorage { get; init; } = "10Gi";

    /// <summary>Sum of all volume claims. Default <c>20Gi</c>.</summary>
    public string Storage { get; init; } = "20Gi";

    /// <summary>Number of pods, 1 to 110 (a kubelet's default limit per node). Default 40.</summary>
    public int Pods { get; init; } = 40;
}
