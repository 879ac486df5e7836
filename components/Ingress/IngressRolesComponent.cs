using System.Collections.Immutable;
using Infra.Components.K3s;
using Pulumi;
using Pulumi.Kubernetes.Rbac.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;

namespace Infra.Components.Ingress;

/// <summary>The ingress controllers' roles of a cluster.</summary>
public sealed class IngressRolesArgs : ResourceArgs
{
    /// <summary>The control plane of the cluster.</summary>
    public required ControlPlaneComponent ControlPlane { get; init; }
}

/// <summary>
/// What ingress controllers may do, said once for all tenants; the charts make no rights or accounts. Of a controller's two roles one is
/// bound in the tenant's own namespace, the other is all that it sees of the cluster. Read in F5's v5.5.4 (<c>cmd/nginx-ingress/main.go</c>,
/// <c>internal/k8s/controller.go</c>) and Traefik's v3.7 (<c>pkg/provider/kubernetes/ingress/client.go</c>).
/// </summary>
public sealed class IngressRolesComponent : ComponentResource
{
    /// <summary>Name of the account in each tenant's namespace that its controller runs as.</summary>
    public const string ServiceAccount = "ingress-controller";

    private static readonly string[] Watch = ["get", "list", "watch"];

    private readonly CustomResourceOptions _child;

    /// <summary>Registers the roles.</summary>
    public IngressRolesComponent(string name, IngressRolesArgs args, ComponentResourceOptions? options = null)
        : base("infra:components:IngressRoles", name, args, options)
    {
        _child = new CustomResourceOptions { Parent = this, DeletedWith = args.ControlPlane };
        Create($"{name}-traefik-namespace", NamespaceRole(IngressController.Traefik), [
            Rule("", ["secrets", "services"], Watch),
            .. Ingresses(),
        ]);
        // F5 NGINX watches pods, and exits if it can't read its own; it reports on Ingresses in events. It would change its own pod, too, for
        // a label with its version: it logs ten times that it can't, and goes on.
        Create($"{name}-nginx-namespace", NamespaceRole(IngressController.Nginx), [
            Rule("", ["configmaps", "pods", "secrets", "services"], Watch),
            Rule("", ["namespaces"], "get"),
            Rule("", ["events"], "create", "patch"),
            .. Ingresses(),
        ]);
        // Traefik watches nodes and classes, or doesn't start.
        Create($"{name}-traefik", ClusterRole(IngressController.Traefik), [
            Rule("", ["nodes"], Watch),
            Rule("networking.k8s.io", ["ingressclasses"], Watch),
        ]);
        // F5 NGINX reads its class at the start, and exits if it can't.
        Create($"{name}-nginx", ClusterRole(IngressController.Nginx), [Rule("networking.k8s.io", ["ingressclasses"], "get")]);
        RegisterOutputs();
    }

    /// <summary>Name of the role that is bound in a tenant's namespace for its controller.</summary>
    public static string NamespaceRole(IngressController controller) => $"{ClusterRole(controller)}-namespace";

    /// <summary>Name of the role that is bound in the whole cluster for a controller.</summary>
    public static string ClusterRole(IngressController controller) => $"infra-ingress-{controller.ToString().ToLowerInvariant()}";

    private void Create(string name, string roleName, PolicyRuleArgs[] rules) =>
        _ = new ClusterRole(name, new ClusterRoleArgs
        {
            Metadata = new ObjectMetaArgs { Name = roleName },
            Rules = rules,
        }, _child);

    private static PolicyRuleArgs[] Ingresses() =>
    [
        Rule("discovery.k8s.io", ["endpointslices"], Watch),
        Rule("networking.k8s.io", ["ingresses"], Watch),
        Rule("networking.k8s.io", ["ingresses/status"], "update"),
    ];

    private static PolicyRuleArgs Rule(string apiGroup, ImmutableArray<string> resources, params string[] verbs) =>
        new() { ApiGroups = apiGroup, Resources = resources, Verbs = verbs };
}
