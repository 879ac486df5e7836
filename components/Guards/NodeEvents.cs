namespace Infra.Components.Guards;

/// <summary>
/// Keeps a tenant's node from writing events into other tenants' namespaces, where people take them for what happened there: with its
/// kubelet's credential, kube-proxy's, or the token of MetalLB's speaker, which tells Services from where they are announced. Nothing of
/// others runs there, or is announced from there.
/// </summary>
internal static class NodeEvents
{
    private const string Kubelet = "system:node:";

    public static readonly ValidatingGuard Guard = new("infra-node-events",
    [
        new("", ["events"], "CREATE", "UPDATE"),
        new("events.k8s.io", ["events"], "CREATE", "UPDATE"),
    ])
    {
        Parameter = DeclaredNodes.Parameter,
        Conditions =
        [
            new("of-a-node", $"""
                "system:nodes" in request.userInfo.groups ||
                  request.userInfo.username in ["system:kube-proxy", "system:serviceaccount:metallb-system:metallb-speaker"]
                """),
        ],
        Variables =
        [
            Tenant.Name,
            // All nodes' kube-proxies are the same user, and write of nodes alone; tokens of pods say where these run.
            new("node", $"""
                request.userInfo.username.startsWith("{Kubelet}") ? request.userInfo.username.substring({Kubelet.Length}) :
                  string(request.userInfo.?extra[?"authentication.kubernetes.io/node-name"][?0].orValue("unknown"))
                """),
            new("owner", """params.?data[?variables.node].orValue("unknown")"""),
        ],
        Rules =
        [
            // A server's is empty.
            new("""variables.owner in ["", variables.tenant]""",
                """
                node `variables.node` writes no events about tenant `variables.tenant`, of which nothing runs on it
                """),
        ],
    };
}
