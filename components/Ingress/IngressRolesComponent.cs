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
/// What ingress controllers may do, said once for all tenants. The first role is bound in each tenant's own namespace; the others
/// are all that a controller sees of the cluster.
/// </summary>
public sealed class IngressRolesComponent : ComponentResource
{
    /// <summary>Name of the role that is bound in a tenant's namespace.</summary>
    public const string NamespaceRole = "infra-ingress-namespace";

    private readonly CustomResourceOptions _child;

    /// <summary>Registers the roles.</summary>
    public IngressRolesComponent(string name, IngressRolesArgs args, ComponentResourceOptions? options = null)
        : base("infra:components:IngressRoles", name, args, options)
    {
        _child = new CustomResourceOptions { Parent = this, DeletedWith = args.ControlPlane };
        Create($"{name}-namespace", NamespaceRole,
            Rule("", ["configmaps", "secrets", "services"], "get", "list", "watch"),
            Rule("", ["pods"], "get"),
            Rule("", ["events"], "create", "patch"),
            Rule("discovery.k8s.io", ["endpointslices"], "get", "list", "watch"),
            Rule("networking.k8s.io", ["ingresses"], "get", "list", "watch"),
            Rule("networking.k8s.io", ["ingresses/status"], "update"));
        // Traefik watches nodes and classes, or doesn't start.
        Create($"{name}-traefik", ClusterRole(IngressController.Traefik),
            Rule("", ["nodes"], "get", "list", "watch"),
            Rule("networking.k8s.io", ["ingressclasses"], "get", "list", "watch"));
        // F5 NGINX reads its class at the start, and exits if it can't.
        Create($"{name}-nginx", ClusterRole(IngressController.Nginx),
            Rule("networking.k8s.io", ["ingressclasses"], "get"));
        RegisterOutputs();
    }

    /// <summary>Name of the role that is bound in the whole cluster for a controller.</summary>
    public static string ClusterRole(IngressController controller) => $"infra-ingress-{controller.ToString().ToLowerInvariant()}";

    private void Create(string name, string roleName, params PolicyRuleArgs[] rules) =>
        _ = new ClusterRole(name, new ClusterRoleArgs
        {
            Metadata = new ObjectMetaArgs { Name = roleName },
            Rules = rules,
        }, _child);

    private static PolicyRuleArgs Rule(string apiGroup, ImmutableArray<string> resources, params string[] verbs) =>
        new() { ApiGroups = apiGroup, Resources = resources, Verbs = verbs };
}
