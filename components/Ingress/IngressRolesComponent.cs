using System.Collections.Immutable;
using Infra.Components.K3s;
using Infra.Components.Kubernetes;
using Pulumi;
using Pulumi.Kubernetes.Rbac.V1;
using Pulumi.Kubernetes.Scheduling.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;
using Pulumi.Kubernetes.Types.Inputs.Scheduling.V1;

namespace Infra.Components.Ingress;

/// <summary>The ingress controllers' roles of a cluster.</summary>
public sealed class IngressRolesArgs : ResourceArgs
{
    /// <summary>The control plane of the cluster.</summary>
    public required ControlPlaneComponent ControlPlane { get; init; }
}

/// <summary>
/// What ingress controllers may do, and which pods they go before, said once for all tenants; the charts make no rights or accounts. Of a
/// controller's two roles one is bound in the tenant's own namespace, the other is all that it sees of the cluster.
/// </summary>
public sealed class IngressRolesComponent : ComponentResource
{
    /// <summary>Name of the account in each tenant's namespace that its controller runs as.</summary>
    public const string ServiceAccount = "ingress-controller";

    /// <summary>What every controller may do in its tenant's namespace.</summary>
    private static readonly ImmutableArray<AccessRule> Ingresses =
    [
        AccessRule.Watch("discovery.k8s.io", "endpointslices"),
        AccessRule.Watch("networking.k8s.io", "ingresses"),
        new("networking.k8s.io", ["ingresses/status"], ["update"]),
    ];

    private readonly IngressRolesArgs _args;

    /// <summary>Registers the roles, and the controllers' priority class.</summary>
    public IngressRolesComponent(string name, IngressRolesArgs args, ComponentResourceOptions? options = null)
        : base("infra:components:IngressRoles", name, args, options)
    {
        _args = args;
        CreatePriorityClass(name);
        foreach (var controller in IngressControllers.All)
        {
            Create($"{name}-{controller.Word}-namespace", NamespaceRole(controller), [.. controller.NamespaceRules, .. Ingresses]);
            Create($"{name}-{controller.Word}", ClusterRole(controller), controller.ClusterRules);
        }

        RegisterOutputs();
    }

    /// <summary>Name of the role that is bound in a tenant's namespace for its controller.</summary>
    public static string NamespaceRole(IngressController controller) => $"{ClusterRole(controller)}-namespace";

    /// <summary>Name of the role that is bound in the whole cluster for a controller.</summary>
    public static string ClusterRole(IngressController controller) => $"infra-ingress-{controller.Word}";

    private void Create(string name, string roleName, ImmutableArray<AccessRule> rules) =>
        _ = new ClusterRole(name, new ClusterRoleArgs
        {
            Metadata = new ObjectMetaArgs { Name = roleName },
            Rules = rules.Select(rule => rule.Arguments).ToArray(),
        }, ObjectOptions.Of(this, _args.ControlPlane));

    private void CreatePriorityClass(string name) => _ = new PriorityClass($"{name}-priority", new PriorityClassArgs
    {
        Metadata = new ObjectMetaArgs { Name = PriorityClasses.Ingress },
        // Above tenants' pods, which have none and so 0, and below the classes of Kubernetes itself.
        Value = 1_000_000,
        Description = "what serves a tenant: its ingress controller, and the pods that answer for its certificates",
    }, ObjectOptions.Of(this, _args.ControlPlane));
}
