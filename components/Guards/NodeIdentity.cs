namespace Infra.Components.Guards;

/// <summary>
/// Leaves to administrators what decides where a tenant's pods run and where its address is announced: a node's labels, taints and owners,
/// through <c>nodes</c> and through <c>nodes/status</c>, whose requests carry them, too. Kubelets report their state and write the labels
/// that they make themselves.
/// </summary>
internal static class NodeIdentity
{
    public static readonly ValidatingGuard Guard = new("infra-node-identity", [new("", ["nodes", "nodes/status"], "UPDATE")])
    {
        TenantsOnly = false,
        Conditions = [Actors.NoAdministrator, Actors.NoController, Actors.NoCloudController],
        Variables =
        [
            NodeLabels.Now,
            NodeLabels.Foreign,
            new("network", Network("object")),
            new("networkBefore", Network("oldObject")),
        ],
        Rules =
        [
            NodeLabels.Rule,
            new("object.?spec == oldObject.?spec",
                """
                spec of node `object.metadata.name`, with its taints, is the administrators' alone
                """),
            new("""
                object.metadata.?ownerReferences.orValue([]) == oldObject.metadata.?ownerReferences.orValue([]) &&
                  object.metadata.?finalizers.orValue([]) == oldObject.metadata.?finalizers.orValue([])
                """,
                """
                owners and finalizers of node `object.metadata.name` are the administrators' alone
                """),
            new($"""request.userInfo.username == "{SharedAgent.User}" || variables.network == variables.networkBefore""",
                """
                how node `object.metadata.name` is reached in the pods' network is flannel's to write: other nodes would send it what is
                meant for another
                """),
        ],
    };

    /// <summary>Flannel's annotations of a node.</summary>
    private static string Network(string node) =>
        $"""{node}.metadata.?annotations.orValue({"{}"}).transformMap(key, value, key.startsWith("{SharedAgent.Flannel}"), value)""";
}
