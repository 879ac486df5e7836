using Infra.Components.Ingress;
using Infra.Components.K3s;
using Infra.Components.LoadBalancing;

namespace Infra.Components.Tenants;

/// <summary>How the memory of a tenant's node is shared out, in MiB.</summary>
/// <param name="ReservedMi">What the tenant doesn't get: the system's, K3s's, the load balancer's and the ingress controller's.</param>
/// <param name="LeftMi">What is left for the tenant's pods, below zero on a node that is too small; null: its size isn't known.</param>
public sealed record NodeBudget(int ReservedMi, int? LeftMi)
{
    /// <summary>The budget of a node.</summary>
    /// <param name="memoryMi">The node's memory, as Linux sees it; null if it isn't known.</param>
    /// <param name="controller">The tenant's ingress controller.</param>
    /// <param name="announcement">How the tenant's address is announced; over BGP, FRR's containers run on the node, too.</param>
    public static NodeBudget Of(int? memoryMi, IngressController controller, AnnouncementMode announcement)
    {
        var announcing = MetalLBValues.SpeakerMemoryMi + (announcement == AnnouncementMode.Bgp ? MetalLBValues.FrrMemoryMi : 0);
        var reserved = NodeReservation.Agent.Total + announcing + controller.MemoryMi;
        return new NodeBudget(reserved, memoryMi - reserved);
    }
}
