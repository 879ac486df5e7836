namespace Infra.Components.Guards;

/// <summary>
/// Holds <c>system:k3s-controller</c> to what it is for. Every agent has this credential and may write every node's status with it; K3s's
/// flannel notes there how its node is reached, and that its network is up (flannel 0.28: <c>pkg/subnet/kube/kube.go</c>). With VXLAN it
/// writes the same again after a restart; with WireGuard it makes a new key at each boot.
/// </summary>
internal static class SharedAgent
{
    /// <summary>What the names of flannel's annotations begin with.</summary>
    public const string Flannel = "flannel.alpha.coreos.com/";

    /// <summary>The user that the credential stands for.</summary>
    public const string User = "system:k3s-controller";

    /// <summary>Leaves it out of guards that ask less than its own, so that a refusal always comes from the same one.</summary>
    public static readonly NamedExpression Not = new("no-shared-agent", $"""request.userInfo.username != "{User}" """.Trim());

    /// <summary>Fields of a node's status that it never writes.</summary>
    private static readonly string[] Fields =
    [
        "addresses", "allocatable", "capacity", "config", "daemonEndpoints", "declaredFeatures", "features", "images", "nodeInfo", "phase",
        "runtimeHandlers", "volumesAttached", "volumesInUse",
    ];

    public static readonly ValidatingGuard Guard = new("infra-shared-agent", [new("", ["nodes", "nodes/status"], "UPDATE")])
    {
        TenantsOnly = false,
        Conditions = [new("shared-agent", $"""request.userInfo.username == "{User}" """.Trim())],
        Variables =
        [
            new("now", "object.metadata.?annotations.orValue({})"),
            new("before", "oldObject.metadata.?annotations.orValue({})"),
            new("changed", """
                variables.now.filter(key, !(key in variables.before) || variables.before[key] != variables.now[key]) +
                  variables.before.filter(key, !(key in variables.now))
                """),
            new("addresses", """
                object.status.?addresses.orValue([]).map(address, address.address) +
                  (variables.now[?"k3s.io/internal-ip"].orValue("") + "," + variables.now[?"k3s.io/external-ip"].orValue(""))
                    .split(",").filter(address, address != "")
                """),
            new("conditions", """
                object.status.?conditions.orValue([])
                  .filter(condition, condition.type != "NetworkUnavailable" || condition.status != "False")
                """),
        ],
        Rules =
        [
            new("""
                object.metadata.?labels.orValue({}) == oldObject.metadata.?labels.orValue({}) && object.?spec == oldObject.?spec &&
                  object.metadata.?ownerReferences.orValue([]) == oldObject.metadata.?ownerReferences.orValue([])
                """,
                """
                labels, spec and owners of node `object.metadata.name` can't be changed with the agents' shared credential
                """),
            new($"""
                variables.changed.all(key, key in ["{Flannel}kube-subnet-manager", "{Flannel}backend-type", "{Flannel}backend-data",
                  "{Flannel}backend-v6-data", "{Flannel}public-ip", "{Flannel}public-ipv6"])
                """,
                """
                annotations of node `object.metadata.name` other than flannel's can't be changed with the agents' shared credential:
                `variables.changed.join(", ")`
                """),
            new($"""
                ["{Flannel}public-ip", "{Flannel}public-ipv6"].all(key, !(key in variables.changed) ||
                  !(key in variables.now) || variables.now[key] in variables.addresses)
                """,
                """
                node `object.metadata.name` can't be said to be at an address that isn't its own: `variables.addresses.join(", ")`
                """),
            new($"""
                variables.changed.all(key, key in variables.now) &&
                  (!("{Flannel}backend-type" in variables.before) || variables.changed.all(key,
                    key != "{Flannel}backend-type" && (variables.before["{Flannel}backend-type"] == "wireguard" ||
                      !(key in ["{Flannel}backend-data", "{Flannel}backend-v6-data"]) || !(key in variables.before))))
                """,
                """
                how node `object.metadata.name` is reached in the pods' network is written once, and can't be changed or removed with
                the agents' shared credential: `variables.changed.join(", ")`
                """),
            new("""
                variables.conditions == oldObject.status.?conditions.orValue([])
                  .filter(condition, condition.type != "NetworkUnavailable" || condition.status != "False" &&
                    object.status.?conditions.orValue([]).exists(now, now == condition))
                """,
                """
                conditions of node `object.metadata.name` can't be changed with the agents' shared credential, save that its network is up
                """),
            // Untyped: the API server's own check of types knows no quantities, and not every version knows every field.
            new(string.Join(" && ", Fields.Select(field => $"dyn(object).status.?{field} == dyn(oldObject).status.?{field}")),
                """
                status of node `object.metadata.name` can't be changed with the agents' shared credential
                """),
        ],
    };
}
