using Infra.Components.Kubernetes;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;

namespace Infra.Components.Tenants;

/// <summary>How a tenant's objects are registered: below its component, with its label, to go with the cluster.</summary>
/// <param name="Parent">The tenant's component.</param>
/// <param name="Args">The tenant.</param>
internal sealed record TenantObjects(ComponentResource Parent, TenantArgs Args)
{
    /// <summary>The tenant's names.</summary>
    public TenantNames Names => new(Args.Name);

    /// <summary>Options of an object that lies in none of the tenant's namespaces.</summary>
    /// <param name="after">What comes before it.</param>
    public CustomResourceOptions Options(params Resource[] after) => ObjectOptions.Of(Parent, Args.ControlPlane, after);

    /// <summary>
    /// Options of an object in one of the tenant's namespaces. It goes with the namespace, which Kubernetes empties of pods before anything
    /// else: network policies and quotas hold for as long as a pod runs.
    /// </summary>
    /// <param name="ns">The namespace.</param>
    /// <param name="after">What else comes before it.</param>
    public CustomResourceOptions OptionsIn(Resource ns, params Resource[] after) => ObjectOptions.Of(Parent, ns, [ns, .. after]);

    /// <summary>Metadata of an object in a namespace.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="ns">The namespace.</param>
    /// <param name="description">What people should know of it. Default none.</param>
    public ObjectMetaArgs Metadata(string name, Input<string> ns, string? description = null)
    {
        var metadata = Metadata(name);
        metadata.Namespace = ns;
        // A well-known annotation (https://kubernetes.io/docs/reference/labels-annotations-taints).
        if (description is not null) metadata.Annotations.Add("kubernetes.io/description", description);
        return metadata;
    }

    /// <summary>Metadata of an object that lies in no namespace.</summary>
    /// <param name="name">Its name.</param>
    public ObjectMetaArgs Metadata(string name) => new() { Name = name, Labels = { { TenantLabels.OwnerKey, Args.Name } } };

    /// <summary>A reference to a ClusterRole.</summary>
    /// <param name="name">Its name.</param>
    public static RoleRefArgs ClusterRole(string name) =>
        new() { ApiGroup = "rbac.authorization.k8s.io", Kind = "ClusterRole", Name = name };
}
