namespace Infra.Components.Kubernetes;

/// <summary>Priority classes of the platform, in tenants' namespaces.</summary>
public static class PriorityClasses
{
    /// <summary>
    /// Of what serves a tenant and isn't the tenant's: its ingress controller, and the pods that answer for its certificates. A tenant's
    /// quota leaves them out, and on a full node they come first.
    /// </summary>
    public const string Ingress = "infra-ingress";
}
