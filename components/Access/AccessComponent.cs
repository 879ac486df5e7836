using System.Collections.Immutable;
using Infra.Components.K3s;
using Infra.Components.Kubernetes;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.FlowControl.V1;
using Pulumi.Kubernetes.Rbac.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.FlowControl.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;

namespace Infra.Components.Access;

/// <summary>Tenants' access to a cluster.</summary>
public sealed class AccessArgs : ResourceArgs
{
    /// <summary>The control plane of the cluster. Give the component its Kubernetes provider too.</summary>
    public required ControlPlaneComponent ControlPlane { get; init; }

    /// <summary>Namespaces of what the platform runs in the cluster, <c>kube-system</c> left out: none of them waits for tenants.</summary>
    public required ImmutableArray<string> PlatformNamespaces { get; init; }
}

/// <summary>
/// What is said once of all tenants' access: the role that each is bound to in its own namespaces, the namespace of their accounts, and how
/// their requests wait for the API server. What depends on this component comes after the role.
/// </summary>
public sealed class AccessComponent : ComponentResource
{
    /// <summary>
    /// The namespace of the tenants' accounts, outside of their own: no tenant has a right in it, so none can take another's account, or
    /// its own from the platform.
    /// </summary>
    public const string AccountNamespace = "tenant-access";

    /// <summary>Name of the ClusterRole that tenants are bound to.</summary>
    public const string Role = TenantRole.Name;

    private readonly AccessArgs _args;

    /// <summary>Registers namespace, role, and fair use.</summary>
    public AccessComponent(string name, AccessArgs args, ComponentResourceOptions? options = null)
        : base("infra:components:Access", name, args, options)
    {
        _args = args;
        var ns = new Namespace(name, new NamespaceArgs
        {
            Metadata = new ObjectMetaArgs { Name = AccountNamespace, Labels = { { PodSecurity.EnforceKey, "restricted" } } },
        }, Options());
        Namespace = ns.Metadata.OrUnknown().Apply(metadata => metadata.Name);
        _ = new ClusterRole($"{name}-role", new ClusterRoleArgs
        {
            Metadata = new ObjectMetaArgs { Name = TenantRole.Name },
            Rules = TenantRole.Rules.Select(rule => rule.Arguments).ToArray(),
        }, Options());
        CreateFairUse(name, args.PlatformNamespaces);
        RegisterOutputs();
    }

    /// <summary>The namespace of the tenants' accounts, known once it is there.</summary>
    [Output]
    public Output<string> Namespace { get; private set; }

    private void CreateFairUse(string name, ImmutableArray<string> platform)
    {
        var level = new PriorityLevelConfiguration($"{name}-tenants", new PriorityLevelConfigurationArgs
        {
            Metadata = new ObjectMetaArgs { Name = FairUse.Level },
            Spec = FairUse.LevelOfTenants,
        }, Options());
        var first = CreateSchema($"{name}-platform", "infra-platform", FairUse.Platform(platform), level);
        // Else the platform's would be the tenants' for a moment.
        CreateSchema($"{name}-tenants", "infra-tenants", FairUse.Tenants(), first);
    }

    private FlowSchema CreateSchema(string name, string objectName, FlowSchemaSpecArgs spec, Resource after) => new(name, new FlowSchemaArgs
    {
        Metadata = new ObjectMetaArgs { Name = objectName },
        Spec = spec,
    }, Options(after));

    private CustomResourceOptions Options(params Resource[] after) => ObjectOptions.Of(this, _args.ControlPlane, after);
}
