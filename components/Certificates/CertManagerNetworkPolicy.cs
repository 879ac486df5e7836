using Infra.Components.Ingress;
using Infra.Components.K3s;
using Infra.Components.Kubernetes;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Components.Certificates;

/// <summary>
/// Whom cert-manager's pods may ask. Before it orders a certificate, cert-manager asks a tenant's own domain for the answer to the
/// challenge: it goes wherever the tenant's DNS record or a redirect of the tenant's leads it.
/// </summary>
internal static class CertManagerNetworkPolicy
{
    /// <summary>The policy. It says nothing of who comes in: the API servers ask the webhook.</summary>
    public static NetworkPolicySpecArgs Build(ControlPlaneComponent controlPlane) => new()
    {
        PodSelector = new LabelSelectorArgs(),
        PolicyTypes = { "Egress" },
        Egress = new[]
        {
            EgressRules.ClusterDns(),
            EgressRules.Api(controlPlane.ApiAddresses),
            EgressRules.Internet(controlPlane.Addresses, controlPlane.Ipv6Addresses, NetworkPorts.Http, NetworkPorts.Https),
        }.Concat(IngressControllers.All.Select(PodsOf)).ToArray(),
    };

    /// <summary>
    /// A controller's pods, whosever they are. What a pod sends to a load balancer's address, kube-proxy leads to the pods behind it,
    /// and network policies see where it is led, and to which port: without this rule no tenant's challenge would be found answered.
    /// </summary>
    private static NetworkPolicyEgressRuleArgs PodsOf(IngressController controller) => new()
    {
        To = new NetworkPolicyPeerArgs
        {
            NamespaceSelector = new LabelSelectorArgs
            {
                MatchExpressions = new LabelSelectorRequirementArgs { Key = TenantLabels.OwnerKey, Operator = "Exists" },
            },
            PodSelector = controller.PodSelector,
        },
        Ports = controller.Ports,
    };
}
