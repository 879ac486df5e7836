namespace Infra.Components.Guards;

/// <summary>The labels that a kubelet and K3s's agent put on their own node, and that decide nothing.</summary>
internal static class NodeLabels
{
    // kubelet 1.36: pkg/kubelet/kubelet_node_status.go initialNode and updateDefaultLabels; K3s 1.36: pkg/nodeconfig/nodeconfig.go
    // SetNodeConfigLabels, pkg/spegel. Not the labels k3s.io/… of old agents, whose addresses K3s's cloud controller would take: an agent
    // renews them where they are, which no cluster of ours ever had.
    private const string Known =
        """
        ["kubernetes.io/hostname", "kubernetes.io/os", "kubernetes.io/arch", "beta.kubernetes.io/os", "beta.kubernetes.io/arch",
          "node.kubernetes.io/instance-type", "beta.kubernetes.io/instance-type", "topology.kubernetes.io/zone",
          "topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/region",
          "egress.k3s.io/cluster", "p2p.k3s.cattle.io/enabled"]
        """;

    /// <summary>Those that the request would write.</summary>
    public static readonly NamedExpression Now = new("labels", "object.metadata.?labels.orValue({})");

    /// <summary>Those of them that a node may not have of itself, or no longer has; lists of keys.</summary>
    public static readonly NamedExpression Foreign = new("foreignLabels", $"""
        (variables.labels.filter(key, oldObject == null || oldObject.metadata.?labels[?key].orValue("") != variables.labels[key] ||
            !(key in oldObject.metadata.?labels.orValue({"{}"}))) +
          (oldObject == null ? [] : oldObject.metadata.?labels.orValue({"{}"}).filter(key, !(key in variables.labels))))
          .filter(key, !(key in {Known}))
        """);

    /// <summary>The rule, and what is read when it's broken.</summary>
    public static readonly GuardRule Rule = new("variables.foreignLabels.size() == 0",
        """
        labels of node `object.metadata.name` that decide where pods run and addresses are announced are the administrators' alone:
        `variables.foreignLabels.join(", ")`
        """);
}
