using Infra.Components.Kubernetes;

namespace Infra.Components.Guards;

/// <summary>
/// Lets only nodes join that were declared, with the taint that keeps other tenants' pods away from the first moment. An agent's token
/// alone is not enough then.
/// </summary>
internal static class NodeRegistration
{
    public static readonly ValidatingGuard Guard = new("infra-node-registration", [new("", ["nodes"], "CREATE")])
    {
        TenantsOnly = false,
        Parameter = DeclaredNodes.Parameter,
        Conditions = [Actors.NoAdministrator],
        Variables =
        [
            NodeLabels.Decisive,
            new("declared", "object.metadata.name in params.?data.orValue({})"),
            new("owner", """variables.declared ? string(params.data[object.metadata.name]) : "" """.Trim()),
            new("taints", $"""
                variables.owner == "" ? ["{Placement.ControlPlaneKey}:NoSchedule"] :
                  ["{TenantLabels.NodeKey}=" + variables.owner + ":NoSchedule", "{TenantLabels.NodeKey}=" + variables.owner + ":NoExecute"]
                """),
        ],
        Rules =
        [
            new("variables.declared",
                """
                node `object.metadata.name` isn't declared: add its tenant to the stack's settings and run 'up', or rotate the agents'
                token if you don't know it
                """),
            new("""
                !variables.declared || variables.taints.all(wanted, object.spec.?taints.orValue([]).exists(taint, wanted ==
                  taint.key + (taint.?value.orValue("") == "" ? "" : "=" + taint.value) + ":" + taint.effect))
                """,
                """
                node `object.metadata.name` must register with `variables.taints.join(", ")`: write them as node-taint into its
                /etc/rancher/k3s/config.yaml
                """),
            NodeLabels.Rule,
            // Other nodes would send it what is meant for that range's pods.
            new("""object.spec.?podCIDR.orValue("") == "" && object.spec.?podCIDRs.orValue([]).size() == 0""",
                """
                node `object.metadata.name` can't bring a range of pods' addresses: leave podCIDR out, Kubernetes gives it one
                """),
        ],
    };
}
