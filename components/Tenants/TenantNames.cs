using Infra.Components.Ingress;

namespace Infra.Components.Tenants;

/// <summary>
/// Every name that is derived from a tenant's. Pure functions of the tenant's own name (and its cluster's), so that no other tenant
/// can change them. Lengths: a cluster's name and a further namespace's last word have at most 20 characters and a tenant's at most 30,
/// which keeps every name below the 63 characters of a DNS label (https://kubernetes.io/docs/concepts/overview/working-with-objects/names).
/// </summary>
/// <param name="Tenant">The tenant's name: a DNS label of 1 to 30 characters.</param>
public readonly record struct TenantNames(string Tenant)
{
    /// <summary>Longest tenant name, in characters.</summary>
    public const int MaxTenantLength = 30;

    /// <summary>Longest cluster name, in characters.</summary>
    public const int MaxClusterLength = 20;

    /// <summary>Longest last word of a further namespace's name, in characters.</summary>
    public const int MaxWordLength = 20;

    /// <summary>The first namespace, in which the ingress controller runs; of most tenants the only one.</summary>
    public string Namespace => $"tenant-{Tenant}";

    /// <summary>A further namespace: <c>tenant-acme-staging</c>.</summary>
    /// <param name="word">The last word of its name.</param>
    public string FurtherNamespace(string word) => $"{Namespace}-{word}";

    /// <summary>The MetalLB pool with the tenant's one address.</summary>
    public string Pool => $"{Tenant}-pool";

    /// <summary>The announcement of that address on layer 2.</summary>
    public string L2Advertisement => $"{Tenant}-l2";

    /// <summary>The announcement of that address over BGP.</summary>
    public string BgpAdvertisement => $"{Tenant}-bgp";

    /// <summary>The issuer of the tenant's certificates, one in each of its namespaces.</summary>
    public string Issuer => $"{Tenant}-issuer";

    /// <summary>The Secret that holds an issuer's ACME account key, beside it.</summary>
    public string AccountKey => $"{Tenant}-acme-account";

    /// <summary>The node and its machine, which share a name: <c>&lt;cluster&gt;-&lt;tenant&gt;</c>.</summary>
    public string Node(string cluster) => $"{cluster}-{Tenant}";

    /// <summary>
    /// The binding of its controller's role in the whole cluster. A binding keeps its role, so that of another controller has another name.
    /// </summary>
    public string ControllerBinding(IngressController controller) => $"{Namespace}-ingress-{controller.Word}";

    /// <summary>The binding of its controller's role in each of its namespaces, named likewise.</summary>
    public static string ControllerBindingInside(IngressController controller) => $"ingress-controller-{controller.Word}";

    /// <summary>The tenant's ingress class, named after its controller: <c>nginx-acme</c>.</summary>
    public string IngressClass(IngressController controller) => $"{controller.Word}-{Tenant}";
}
