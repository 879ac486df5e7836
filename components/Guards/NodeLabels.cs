using System.Collections.Immutable;
using Infra.Components.Kubernetes;

namespace Infra.Components.Guards;

/// <summary>
/// The labels of a node that decide something: what the program's objects select on, and what the parts act upon. All others are whoever's
/// who has the right to write them, such as a storage driver's topology.
/// </summary>
public static class NodeLabels
{
    /// <summary>Keys.</summary>
    public static readonly ImmutableArray<string> Keys =
    [
        // MetalLB announces nothing from such a node; the second is the old name.
        "node.kubernetes.io/exclude-from-external-load-balancers",
        "alpha.service-controller.kubernetes.io/exclude-balancer",
        // The control plane's, in older charts.
        "kubernetes.io/role",
        // For people, who go by it.
        TenantLabels.PoolKey,
    ];

    /// <summary>
    /// What keys begin with: isolation's own, the control plane's, and K3s's. From <c>k3s.io/…</c> its cloud controller takes addresses
    /// where annotations are missing, by <c>egress.k3s.io/…</c> and <c>p2p.k3s.cattle.io/…</c> connections and images go through a node, by
    /// <c>svccontroller.k3s.cattle.io/…</c> load balancers.
    /// </summary>
    public static readonly ImmutableArray<string> Prefixes =
    [
        "node-restriction.kubernetes.io/", "node-role.kubernetes.io/", "k3s.io/", "egress.k3s.io/", "p2p.k3s.cattle.io/",
        "svccontroller.k3s.cattle.io/", "etcd.k3s.cattle.io/",
    ];

    /// <summary>
    /// Those of them that an agent puts on its own node, as the kubelet (K3s 1.36: <c>pkg/agent/run.go</c>, <c>pkg/spegel</c>).
    /// </summary>
    private static readonly string[] OwnOfAgents = ["egress.k3s.io/cluster", "p2p.k3s.cattle.io/enabled"];

    /// <summary>Those that a node may not have of itself, or that are changed or taken off; a list of keys.</summary>
    public static readonly NamedExpression Decisive = new("decisiveLabels", $$"""
        [object.metadata.?labels.orValue({})].map(now, [oldObject == null ? {} : oldObject.metadata.?labels.orValue({})].map(before,
          (now.filter(key, now[key] != before[?key].orValue("") || !(key in before)) + before.filter(key, !(key in now)))
            .filter(key, (key in [{{Listed(Keys)}}] || [{{Listed(Prefixes)}}].exists(prefix, key.startsWith(prefix))) &&
              !(key in [{{Listed(OwnOfAgents)}}] && "system:nodes" in request.userInfo.groups))))[0][0]
        """);

    /// <summary>Whether a label decides something.</summary>
    /// <param name="key">Its key.</param>
    public static bool Decides(string key) =>
        Keys.Contains(key) || Prefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The rule, and what is read when it's broken.</summary>
    public static readonly GuardRule Rule = new("variables.decisiveLabels.size() == 0",
        """
        labels of node `object.metadata.name` that decide where pods run and addresses are announced are the administrators' alone:
        `variables.decisiveLabels.join(", ")`
        """);

    private static string Listed(IEnumerable<string> keys) => string.Join(", ", keys.Select(key => $"\"{key}\""));
}
