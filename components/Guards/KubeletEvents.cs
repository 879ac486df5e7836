namespace Infra.Components.Guards;

/// <summary>
/// Keeps a tenant's node from writing events into other tenants' namespaces, where people take them for what happened there. None of
/// their pods runs on it.
/// </summary>
internal static class KubeletEvents
{
    public static readonly ValidatingGuard Guard = new("infra-kubelet-events",
    [
        new("", ["events"], "CREATE", "UPDATE"),
        new("events.k8s.io", ["events"], "CREATE", "UPDATE"),
    ])
    {
        Parameter = DeclaredNodes.Parameter,
        Conditions = [Actors.Kubelet],
        Variables =
        [
            Tenant.Name,
            new("node", """request.userInfo.username.replace("system:node:", "")"""),
            new("owner", """params.?data[?variables.node].orValue("unknown")"""),
        ],
        Rules =
        [
            // A server's is empty.
            new("""variables.owner in ["", variables.tenant]""",
                """
                node `variables.node` writes no events about tenant `variables.tenant`, none of whose pods runs on it
                """),
        ],
    };
}
