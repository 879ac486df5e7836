using Infra.Components.Kubernetes;

namespace Infra.Components.Ingress;

/// <summary>Values for Traefik's chart.</summary>
public static class TraefikValues
{
    /// <summary>The values for one tenant's controller, which sees that tenant's namespace and class only.</summary>
    public static Values Build(IngressSpecification specification) => new()
    {
        ["global"] = new Values { ["checkNewVersion"] = false, ["sendAnonymousUsage"] = false },
        ["deployment"] = new Values { ["replicas"] = 1 },
        ["updateStrategy"] = IngressSpecification.Strategy,
        // Class, account, roles and bindings are the program's, with fewer rights than the chart would ask for.
        ["ingressClass"] = new Values { ["enabled"] = false, ["isDefaultClass"] = false },
        ["rbac"] = new Values { ["enabled"] = false },
        ["serviceAccount"] = new Values { ["name"] = IngressRolesComponent.ServiceAccount },
        ["providers"] = new Values
        {
            ["kubernetesCRD"] = new Values { ["enabled"] = false },
            ["kubernetesIngress"] = new Values
            {
                ["enabled"] = true,
                ["ingressClass"] = specification.IngressClass,
                ["namespaces"] = new object[] { specification.Namespace },
                ["allowExternalNameServices"] = false,
            },
        },
        ["api"] = new Values { ["dashboard"] = false },
        ["core"] = new Values { ["strictTLSOptions"] = true },
        ["service"] = new Values
        {
            ["annotations"] = specification.ServiceAnnotations,
            ["spec"] = specification.ServiceSpec(),
        },
        ["nodeSelector"] = Placement.TenantSelector(specification.Tenant),
        ["tolerations"] = Placement.TenantTolerations(specification.Tenant),
        ["resources"] = Placement.Resources(IngressSpecification.Cpu, $"{IngressSpecification.TraefikMemoryMi}Mi", "192Mi"),
    };
}
