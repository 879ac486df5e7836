namespace Infra.Components.Kubernetes;

/// <summary>The labels that say whose a node or an object is.</summary>
public static class TenantLabels
{
    /// <summary>
    /// On nodes: everything that decides isolation selects on this label, and the node's taint has the same key. A kubelet can't
    /// write labels below <c>node-restriction.kubernetes.io</c> (the NodeRestriction admission plugin refuses it), so a captured
    /// node stays what it is.
    /// </summary>
    public const string NodeKey = "node-restriction.kubernetes.io/tenant";

    /// <summary>On nodes: for people only (<c>kubectl get nodes -L node-pool</c>), since a kubelet may change it.</summary>
    public const string PoolKey = "node-pool";

    /// <summary>On namespaces and other objects: the tenant that they belong to.</summary>
    public const string OwnerKey = "infra/tenant";
}
