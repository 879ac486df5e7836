using Infra.Components.Kubernetes;

namespace Infra.Components.Ingress;

/// <summary>Values for F5 NGINX Ingress Controller's chart.</summary>
public static class NginxValues
{
    /// <summary>The values for one tenant's controller, which sees that tenant's namespace and class only.</summary>
    public static Values Build(IngressSpecification specification) => new()
    {
        ["controller"] = new Values
        {
            ["kind"] = "deployment",
            ["replicaCount"] = 1,
            ["strategy"] = IngressSpecification.Strategy,
            // The tenant is away until the old pod has ended; Traefik gives open requests ten seconds, too.
            ["terminationGracePeriodSeconds"] = 10,
            ["serviceAccount"] = new Values { ["name"] = IngressRolesComponent.ServiceAccount },
            ["watchNamespace"] = specification.Namespace,
            ["ingressClass"] = new Values { ["name"] = specification.IngressClass, ["create"] = false, ["setAsDefaultIngress"] = false },
            ["enableCustomResources"] = false,
            ["enableSnippets"] = false,
            ["telemetryReporting"] = new Values { ["enable"] = false },
            ["reportIngressStatus"] = new Values { ["enable"] = true, ["enableLeaderElection"] = false },
            ["readOnlyRootFilesystem"] = true,
            ["service"] = new Values(specification.ServiceSpec()) { ["annotations"] = specification.ServiceAnnotations },
            ["nodeSelector"] = Placement.TenantSelector(specification.Tenant),
            ["tolerations"] = Placement.TenantTolerations(specification.Tenant),
            ["resources"] = Resources(),
            // The chart's own would ask for twice the CPU, and that is what the quota counts.
            ["initContainerResources"] = Resources(),
        },
        // Account, roles and bindings are the program's: the chart binds a name of the whole cluster, which a second tenant can't have.
        ["rbac"] = new Values { ["create"] = false },
        ["prometheus"] = new Values { ["create"] = false },
    };

    private static Values Resources() =>
        Placement.Resources(IngressSpecification.Cpu, $"{IngressSpecification.NginxMemoryMi}Mi", "256Mi");
}
