using Infra.Components.Kubernetes;

namespace Infra.Components.Ingress;

/// <summary>
/// F5 NGINX Ingress Controller. What it may do was read in v5.5.4 (<c>cmd/nginx-ingress/main.go</c>, <c>internal/k8s/controller.go</c>).
/// </summary>
internal static class Nginx
{
    private const int MemoryMi = 128;

    /// <summary>All that is its own.</summary>
    public static IngressController Controller { get; } = new()
    {
        Word = "nginx",
        // NGINX Ingress Controller 5.5.4; checked on 2026-11-22.
        Chart = new HelmChart("https://helm.nginx.com/stable", "nginx-ingress", "2.6.4")
        {
            Images = ["docker.io/nginx/nginx-ingress:5.5.4"],
        },
        Release = "nginx-ingress",
        Deployment = "nginx-ingress-controller",
        AnnotationPrefixes = ["nginx.org/", "nginx.com/"],
        ClassController = "nginx.org/ingress-controller",
        PodName = "nginx-ingress",
        HttpPort = 80,
        HttpsPort = 443,
        MemoryMi = MemoryMi,
        // It watches pods, and exits if it can't read its own; it reports on Ingresses in events. It would change its own pod, too, for a
        // label with its version: it logs ten times that it can't, and goes on.
        NamespaceRules =
        [
            AccessRule.Watch("", "configmaps", "pods", "secrets", "services"),
            new AccessRule("", ["namespaces"], ["get"]),
            new AccessRule("", ["events"], ["create", "patch"]),
        ],
        // It reads its class at the start, and exits if it can't.
        ClusterRules = [new AccessRule("networking.k8s.io", ["ingressclasses"], ["get"])],
        Values = Build,
        NeedsEditInPlace = true,
        Hints = ["nginx's chart fetches its schema: the machine that runs 'up' must reach raw.githubusercontent.com."],
    };

    private static Values Build(IngressSpecification specification) => new()
    {
        ["controller"] = new Values
        {
            ["kind"] = "deployment",
            ["replicaCount"] = 1,
            ["strategy"] = IngressSpecification.Strategy,
            // The tenant is away until the old pod has ended; Traefik gives open requests ten seconds, too.
            ["terminationGracePeriodSeconds"] = 10,
            ["serviceAccount"] = new Values { ["name"] = IngressRolesComponent.ServiceAccount },
            ["watchNamespace"] = string.Join(',', specification.Namespaces),
            ["ingressClass"] = new Values { ["name"] = specification.IngressClass, ["create"] = false, ["setAsDefaultIngress"] = false },
            // Hosts with a certificate alone. While the first one is on its way, cert-manager's temporary one, which comes with
            // IssuerSpec.EditInPlace, lets the authority's request in after its redirection; NGINX refuses TLS without any.
            ["config"] = new Values
            {
                ["entries"] = new Values { ["ssl-redirect"] = specification.RedirectToHttps ? "true" : "false" },
            },
            ["enableCustomResources"] = false,
            ["enableSnippets"] = false,
            ["telemetryReporting"] = new Values { ["enable"] = false },
            ["reportIngressStatus"] = new Values { ["enable"] = true, ["enableLeaderElection"] = false },
            ["readOnlyRootFilesystem"] = true,
            ["service"] = new Values(specification.ServiceSpec()) { ["annotations"] = specification.ServiceAnnotations },
            ["nodeSelector"] = Placement.TenantSelector(specification.Tenant),
            ["tolerations"] = Placement.TenantTolerations(specification.Tenant),
            ["priorityClassName"] = PriorityClasses.Ingress,
            ["resources"] = Resources(),
            // The chart's own would ask for twice the CPU.
            ["initContainerResources"] = Resources(),
        },
        // Account, roles and bindings are the program's: the chart binds a name of the whole cluster, which a second tenant can't have.
        ["rbac"] = new Values { ["create"] = false },
        ["prometheus"] = new Values { ["create"] = false },
    };

    private static Values Resources() => IngressSpecification.Resources(MemoryMi, mostMi: 256);
}
