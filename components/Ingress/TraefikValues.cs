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
        ["updateStrategy"] = new Values
        {
            // One node and a quota: the old pod makes room for the new one.
            ["type"] = "RollingUpdate",
            ["rollingUpdate"] = new Values { ["maxUnavailable"] = 1, ["maxSurge"] = 0 },
        },
        // Class, roles and bindings are objects of their own, with fewer rights than the chart would ask for.
        ["ingressClass"] = new Values { ["enabled"] = false, ["isDefaultClass"] = false },
        ["rbac"] = new Values { ["enabled"] = false },
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
        ["resources"] = Placement.Resources("50m", $"{IngressSpecification.TraefikMemoryMi}Mi", "192Mi"),
    };
}
