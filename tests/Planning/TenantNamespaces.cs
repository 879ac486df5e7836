using Infra.Components.Tenants;
using Infra.Stacks.Settings;

namespace Infra.Tests.Planning;

/// <summary>The namespaces that a tenant's settings lead to.</summary>
internal static class TenantNamespaces
{
    /// <summary>Their names, the first one's first.</summary>
    public static string[] NamespaceNames(this TenantSettings tenant)
    {
        var names = new TenantNames(tenant.Name);
        return [names.Namespace, .. tenant.Namespaces.Select(further => names.FurtherNamespace(further.Name))];
    }
}
