namespace Infra.Components.Guards;

/// <summary>
/// Takes node ports from load balancers: they would be open on every tenant's node, and not every chart can say that it wants none. Whether
/// a Service says so itself can't be seen: Kubernetes has filled in the contrary by then. It allocates ports afterwards.
/// </summary>
internal static class NodePorts
{
    public static readonly MutatingGuard Guard = new("infra-no-node-ports", [new("", ["services"], "CREATE", "UPDATE")])
    {
        // Services of other types can't have the field.
        Conditions = [new("load-balancer", """object.spec.?type.orValue("") == "LoadBalancer" """.Trim())],
        LooksAt = [LookedAt.Spec],
        Patches = """[JSONPatch{op: "add", path: "/spec/allocateLoadBalancerNodePorts", value: false}]""",
    };
}
