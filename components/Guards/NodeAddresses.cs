namespace Infra.Components.Guards;

/// <summary>
/// Leaves a tenant's node its own addresses. K3s's servers reach a kubelet by what its node says, so that a captured node which names
/// another's address would be asked in that one's place. Kubelets say it in their status, K3s's agents in annotations of their node, from
/// which K3s's cloud controller makes the status (kubelet 1.36: <c>pkg/kubelet/nodestatus/setters.go</c>; K3s 1.36: <c>pkg/agent/run.go</c>
/// and <c>pkg/cloudprovider/instances.go</c>). What the settings tell is asked of the parameter; what comes with a machine is held as it
/// was first reported. What is there already passes, so that a kubelet goes on reporting while an address changes.
/// </summary>
/// <remarks>
/// Servers aren't asked: who has one of them administers the cluster, and their addresses change before the parameter does.
/// </remarks>
internal static class NodeAddresses
{
    public static readonly ValidatingGuard Guard = new(
        "infra-node-addresses", [new("", ["nodes"], "CREATE", "UPDATE"), new("", ["nodes/status"], "UPDATE")])
    {
        TenantsOnly = false,
        Parameter = DeclaredNodes.Parameter,
        // Every report of every node comes by here: without the list, nodes are no longer held, but no node falls silent.
        PassesWithoutParameter = true,
        Conditions = [Actors.NoAdministrator, Actors.NoController, Actors.NoCloudController, SharedAgent.Not],
        LooksAt = ["object.?status.?addresses", LookedAt.Annotations],
        Variables =
        [
            new("declared", "params.?data.orValue({})"),
            new("server", """variables.declared[?object.metadata.name].orValue("unknown") == "" """.Trim()),
            .. Inside.Variables,
            .. Outside.Variables,
            new("foreign", $"variables.{Inside.Foreign} + variables.{Outside.Foreign}"),
            new("names", Names("object")),
            new("namesBefore", $"oldObject == null ? [] : {Names("oldObject")}"),
            new("foreignNames", """
                variables.names.filter(name, !(name in variables.namesBefore) && name.lowerAscii() != object.metadata.name &&
                  (isIP(name) || name.contains(":") || name.lowerAscii() in variables.declared))
                """),
        ],
        Rules =
        [
            new("variables.server || variables.foreign.size() == 0",
                """
                node `object.metadata.name` can't be said to be at `variables.foreign.join(", ")`: its addresses are those of the stack's
                settings, or else those that it had first; change the settings and run 'up', or as an administrator delete the node and
                restart K3s on it
                """),
            new($"variables.server || {Inside.Kept} && {Outside.Kept}",
                """
                node `object.metadata.name` can't drop its addresses, which are the administrators' to change: delete the node as one, and
                restart K3s on it
                """),
            new("variables.server || variables.foreignNames.size() == 0",
                """
                node `object.metadata.name` can't be said to be `variables.foreignNames.join(", ")`, as that is another node's name or an
                address: give the machine a host name of its own
                """),
        ],
    };

    private static NodeAddressKind Inside => new("internal", DeclaredNodes.Internal, "InternalIP", "k3s.io/internal-ip",
        "alpha.kubernetes.io/provided-node-ip");

    private static NodeAddressKind Outside => new("external", DeclaredNodes.External, "ExternalIP", "k3s.io/external-ip");

    // On existing machines, K3s takes the machine's own host name.
    private static string Names(string node) => $"""
        ({node}.?status.?addresses.orValue([]).filter(address, !(address.type in ["InternalIP", "ExternalIP"]))
          .map(address, address.address) +
          {NodeAddressKind.InAnnotations(node, "k3s.io/hostname", "k3s.io/internal-dns", "k3s.io/external-dns")})
        """;
}
