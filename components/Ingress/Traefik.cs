using Infra.Components.Kubernetes;

namespace Infra.Components.Ingress;

/// <summary>Traefik Proxy. What it may do was read in v3.7 (<c>pkg/provider/kubernetes/ingress/client.go</c>).</summary>
internal static class Traefik
{
    private const int MemoryMi = 64;

    /// <summary>All that is its own.</summary>
    public static IngressController Controller { get; } = new()
    {
        Word = "traefik",
        // Traefik Proxy 3.7.11; checked on 2026-11-22.
        Chart = new HelmChart("https://traefik.github.io/charts", "traefik", "41.3.0") { Images = ["docker.io/traefik:v3.7.11"] },
        Release = "traefik",
        Deployment = "traefik",
        AnnotationPrefixes = ["traefik.ingress.kubernetes.io/"],
        ClassController = "traefik.io/ingress-controller",
        PodName = "traefik",
        HttpPort = 8000,
        HttpsPort = 8443,
        MemoryMi = MemoryMi,
        NamespaceRules = [AccessRule.Watch("", "secrets", "services")],
        // It watches nodes and classes, or doesn't start.
        ClusterRules = [AccessRule.Watch("", "nodes"), AccessRule.Watch("networking.k8s.io", "ingressclasses")],
        Values = Build,
    };

    private static Values Build(IngressSpecification specification) => new()
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
                ["namespaces"] = specification.Namespaces.ToArray<object>(),
                ["allowExternalNameServices"] = false,
            },
        },
        ["api"] = new Values { ["dashboard"] = false },
        ["core"] = new Values { ["strictTLSOptions"] = true },
        ["ports"] = new Values { ["web"] = Web(specification.RedirectToHttps) },
        ["service"] = new Values
        {
            ["annotations"] = specification.ServiceAnnotations,
            ["spec"] = specification.ServiceSpec(),
        },
        ["nodeSelector"] = Placement.TenantSelector(specification.Tenant),
        ["tolerations"] = Placement.TenantTolerations(specification.Tenant),
        ["priorityClassName"] = PriorityClasses.Ingress,
        ["resources"] = IngressSpecification.Resources(MemoryMi, mostMi: 192),
    };

    // The router that redirects comes before all others, whatever an Ingress says (pkg/provider/traefik/internal.go). Challenges are let
    // past it, to the Ingress that cert-manager makes for them, which HTTPS doesn't need to know.
    private static Values Web(bool redirectToHttps) => redirectToHttps
        ? new Values
        {
            ["allowACMEByPass"] = true,
            ["http"] = new Values
            {
                ["redirections"] = new Values
                {
                    ["entryPoint"] = new Values { ["to"] = "websecure", ["scheme"] = "https", ["permanent"] = true },
                },
            },
        }
        : new Values { ["http"] = new Values { ["redirections"] = new Values { ["entryPoint"] = new Values() } } };
}
