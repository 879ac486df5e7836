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
            // One node and a quota: the old pod makes room for the new one.
            ["strategy"] = new Values
            {
                ["type"] = "RollingUpdate",
                ["rollingUpdate"] = new Values { ["maxUnavailable"] = 1, ["maxSurge"] = 0 },
            },
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
            ["resources"] = Placement.Resources("50m", $"{IngressSpecification.NginxMemoryMi}Mi", "256Mi"),
        },
        // The chart makes the service account and a role in the namespace; what goes beyond it is bound by objects of their own.
        ["rbac"] = new Values { ["create"] = true, ["clusterrole"] = new Values { ["create"] = false } },
        ["prometheus"] = new Values { ["create"] = false },
    };
}
