using Infra.Components.Kubernetes;

namespace Infra.Components.Guards;

/// <summary>
/// Leaves to administrators what decides where a tenant's pods run and where its address is announced: labels, taints and owners of nodes,
/// through <c>nodes</c> and through <c>nodes/status</c>, whose requests carry them, too. All else is for whoever has the right: kubelets
/// report their state, drivers of storage say where a node is, operators' tools cordon and label.
/// </summary>
internal static class NodeIdentity
{
    public static readonly ValidatingGuard Guard = new("infra-node-identity", [new("", ["nodes", "nodes/status"], "UPDATE")])
    {
        TenantsOnly = false,
        Conditions = [Actors.NoAdministrator, Actors.NoController, Actors.NoCloudController, SharedAgent.Not],
        LooksAt =
        [
            LookedAt.Labels, LookedAt.Annotations, LookedAt.Spec, "object.?metadata.?ownerReferences", "object.?metadata.?finalizers",
        ],
        Variables =
        [
            NodeLabels.Decisive,
            new("annotations", Annotations("object")),
            new("annotationsBefore", Annotations("oldObject")),
        ],
        Rules =
        [
            NodeLabels.Rule,
            // A kubelet that starts a drained node's pods again would be asked for nothing else.
            new("""!("system:nodes" in request.userInfo.groups) || object.?spec == oldObject.?spec""",
                """
                spec of node `object.metadata.name`, with its taints, isn't its kubelet's to change
                """),
            new($"{Spec("object")} == {Spec("oldObject")} && {Taints("object")} == {Taints("oldObject")}",
                $"""
                spec of node `object.metadata.name` but for its cordon and others' taints is the administrators' alone; so are the taints
                {TenantLabels.NodeKey} and {Placement.ControlPlaneKey}, which keep other tenants' pods away
                """),
            new("""
                object.metadata.?ownerReferences.orValue([]) == oldObject.metadata.?ownerReferences.orValue([]) &&
                  object.metadata.?finalizers.orValue([]).all(name, name in oldObject.metadata.?finalizers.orValue([]))
                """,
                """
                owners of node `object.metadata.name`, and finalizers that are added, are the administrators' alone
                """),
            new("variables.annotations == variables.annotationsBefore",
                $"""
                annotations of node `object.metadata.name` that begin with {SharedAgent.Flannel} say how it is reached in the pods' network,
                and those with {Datastore} which servers keep the datastore: flannel and K3s's servers alone write them
                """),
        ],
    };

    /// <summary>K3s takes a server out of the datastore by one of these (K3s 1.36: <c>pkg/etcd/member_controller.go</c>).</summary>
    private const string Datastore = "etcd.k3s.cattle.io/";

    private static string Annotations(string node) => $"""
        {node}.metadata.?annotations.orValue({"{}"}).transformMap(
          key, value, key.startsWith("{SharedAgent.Flannel}") || key.startsWith("{Datastore}"), value)
        """;

    private static string Spec(string node) =>
        $"""dyn({node}).?spec.orValue({"{}"}).transformMap(key, value, !(key in ["taints", "unschedulable"]), value)""";

    private static string Taints(string node) => $"""
        {node}.?spec.?taints.orValue([]).filter(taint, taint.key in ["{TenantLabels.NodeKey}", "{Placement.ControlPlaneKey}"])
        """.Trim();
}
