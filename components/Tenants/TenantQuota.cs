using Infra.Components.Grammars;
using Infra.Components.K3s;

namespace Infra.Components.Tenants;

/// <summary>
/// What a tenant may use in all its namespaces, its ingress controller included, whose share is kept for it. The amounts are Kubernetes
/// quantities (<c>1500m</c>, <c>1Gi</c>); the defaults fit a node with 2 GB of memory.
/// </summary>
public sealed record TenantQuota
{
    /// <summary>CPUs that all pods together may request, the ingress controller included: <c>2</c>, <c>1.5</c> or <c>1500m</c>.</summary>
    [Changed(ChangeEffect.Applied, "what runs stays")]
    [Form<CpuQuantity>]
    public string Cpu { get; init; } = "1500m";

    /// <summary>Memory that all pods together may request, the ingress controller included.</summary>
    [Changed(ChangeEffect.Applied, "what runs stays")]
    [Form<ByteQuantity>]
    public string Memory { get; init; } = "1Gi";

    /// <summary>Node-local disk (container layers, logs, emptyDir) that all pods may request.</summary>
    [Changed(ChangeEffect.Applied, "what runs stays")]
    [Form<ByteQuantity>]
    public string EphemeralStorage { get; init; } = "10Gi";

    /// <summary>Sum of all volume claims.</summary>
    [Changed(ChangeEffect.Applied, "what runs stays")]
    [Form<ByteQuantity>]
    public string Storage { get; init; } = "20Gi";

    /// <summary>Number of pods.</summary>
    [Changed(ChangeEffect.Applied, "what runs stays")]
    [Number(1, AgentConfiguration.LargestMaxPods, "a number of pods")]
    public int Pods { get; init; } = 40;
}
