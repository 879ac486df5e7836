using System.Collections.Immutable;
using Infra.Components.Ingress;
using Infra.Components.K3s;
using Infra.Components.Kubernetes;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Components.Tenants;

/// <summary>A network policy of a tenant's namespace.</summary>
/// <param name="Name">Its name in the namespace.</param>
/// <param name="Spec">What it says.</param>
internal sealed record TenantNetworkPolicy(string Name, NetworkPolicySpecArgs Spec);

/// <summary>Network policies of a tenant's namespace: the openings that a hosted application needs, and nothing else.</summary>
internal static class TenantNetworkPolicies
{
    /// <summary>The policies.</summary>
    /// <param name="tenant">The tenant, whose control plane no pod but the ingress controller reaches.</param>
    /// <param name="hasController">Whether the ingress controller runs in the namespace.</param>
    public static IEnumerable<TenantNetworkPolicy> Build(TenantArgs tenant, bool hasController) =>
    [
        new("allow", Allow(tenant)),
        .. hasController ? [new TenantNetworkPolicy("ingress", Ingress(tenant.Ingress, tenant.ControlPlane))]
            : ImmutableArray<TenantNetworkPolicy>.Empty,
    ];

    /// <summary>The ranges that no policy of a tenant's may open: what isn't the Internet, and the control plane.</summary>
    public static Output<ImmutableArray<string>> ClosedRanges(ControlPlaneComponent controlPlane) =>
        EgressRules.ClosedRanges(controlPlane.Addresses, controlPlane.Ipv6Addresses);

    /// <summary>
    /// All pods: the tenant's others, the cluster's DNS, and the Internet without the control plane. As it selects all pods for both
    /// directions, what neither it nor another policy allows is closed.
    /// </summary>
    private static NetworkPolicySpecArgs Allow(TenantArgs tenant) => new()
    {
        PodSelector = new LabelSelectorArgs(),
        PolicyTypes = { "Ingress", "Egress" },
        Ingress = new NetworkPolicyIngressRuleArgs { From = OwnPods(tenant) },
        Egress =
        {
            new NetworkPolicyEgressRuleArgs { To = OwnPods(tenant) },
            EgressRules.ClusterDns(),
            EgressRules.Internet(tenant.ControlPlane.Addresses, tenant.ControlPlane.Ipv6Addresses),
        },
    };

    /// <summary>The ingress controller: clients from everywhere on its two ports, and the Kubernetes API, which it watches.</summary>
    private static NetworkPolicySpecArgs Ingress(IngressController controller, ControlPlaneComponent controlPlane) => new()
    {
        PodSelector = controller.PodSelector,
        PolicyTypes = { "Ingress", "Egress" },
        Ingress = new NetworkPolicyIngressRuleArgs { Ports = controller.Ports },
        Egress = EgressRules.Api(controlPlane.ApiAddresses),
    };

    /// <summary>
    /// The tenant's pods: what is kept apart are tenants. Its namespaces share node and ingress controller, and whoever works in one works
    /// in all of them.
    /// </summary>
    private static NetworkPolicyPeerArgs OwnPods(TenantArgs tenant) => tenant.Namespaces.IsEmpty
        ? new NetworkPolicyPeerArgs { PodSelector = new LabelSelectorArgs() }
        : new NetworkPolicyPeerArgs
        {
            NamespaceSelector = new LabelSelectorArgs { MatchLabels = { { TenantLabels.OwnerKey, tenant.Name } } },
        };
}
