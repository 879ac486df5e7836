using Infra.Components.Ingress;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;

namespace Infra.Components.Tenants;

/// <summary>Who a tenant's ingress controller is, and what it is bound to.</summary>
internal static class ControllerAccess
{
    /// <summary>The controller's account, in the tenant's first namespace.</summary>
    public static SubjectArgs Account(TenantNames names) =>
        new() { Kind = "ServiceAccount", Name = IngressRolesComponent.ServiceAccount, Namespace = names.Namespace };

    /// <summary>A ClusterRole, by its name.</summary>
    public static RoleRefArgs Role(string roleName) =>
        new() { ApiGroup = "rbac.authorization.k8s.io", Kind = "ClusterRole", Name = roleName };
}
