using Infra.Components.Ingress;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;

namespace Infra.Components.Tenants;

/// <summary>The account of a tenant's ingress controller, in the tenant's first namespace.</summary>
internal static class ControllerAccount
{
    /// <summary>The account, as roles are bound to it.</summary>
    public static SubjectArgs Subject(TenantNames names) =>
        new() { Kind = "ServiceAccount", Name = IngressRolesComponent.ServiceAccount, Namespace = names.Namespace };
}
