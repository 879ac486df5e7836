using System.Collections.Immutable;
using Infra.Components.Kubernetes;

namespace Infra.Components.Access;

/// <summary>
/// What a tenant may do in its namespaces: all that an application needs, kind by kind. Each kind is named, so that a new one in the
/// cluster is nobody's until it is added here. Left out: proxying through the API server, endpoints, replica sets and leases (they are
/// made by controllers), issuers, quotas, and whatever has no namespace.
/// </summary>
internal static class TenantRole
{
    /// <summary>Name of the ClusterRole.</summary>
    public const string Name = "tenant";

    private static readonly ImmutableArray<string> Use =
        ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"];

    // kubectl opens these streams by POST, and by GET where it speaks WebSocket.
    private static readonly ImmutableArray<string> Open = ["get", "create"];

    /// <summary>The rules, by API group.</summary>
    public static ImmutableArray<AccessRule> Rules { get; } =
    [
        new("", ["configmaps", "persistentvolumeclaims", "pods", "secrets", "serviceaccounts", "services"], Use),
        new("", ["pods/attach", "pods/exec", "pods/portforward"], Open),
        new("", ["pods/ephemeralcontainers"], ["get", "update", "patch"]),
        new("", ["pods/eviction", "serviceaccounts/token"], ["create"]),
        new("", ["namespaces", "pods/log"], ["get"]),
        AccessRule.Watch("", "endpoints", "events", "limitranges", "replicationcontrollers", "resourcequotas"),
        new("apps", ["daemonsets", "deployments", "statefulsets"], Use),
        new("apps", ["deployments/scale", "statefulsets/scale"], ["get", "update", "patch"]),
        AccessRule.Watch("apps", "controllerrevisions", "replicasets"),
        new("autoscaling", ["horizontalpodautoscalers"], Use),
        new("batch", ["cronjobs", "jobs"], Use),
        new("policy", ["poddisruptionbudgets"], Use),
        new("networking.k8s.io", ["ingresses", "networkpolicies"], Use),
        new("rbac.authorization.k8s.io", ["rolebindings", "roles"], Use),
        new("cert-manager.io", ["certificates"], Use),
        AccessRule.Watch("cert-manager.io", "certificaterequests", "issuers"),
        AccessRule.Watch("acme.cert-manager.io", "challenges", "orders"),
        AccessRule.Watch("discovery.k8s.io", "endpointslices"),
        AccessRule.Watch("events.k8s.io", "events"),
        new("metrics.k8s.io", ["pods"], ["get", "list"]),
    ];
}
