namespace Infra.Components.Guards;

/// <summary>
/// Leaves a Service's endpoints to Kubernetes, which makes them from the Service's selector: written by hand they lead a tenant's traffic
/// to any address, past network policies (CVE-2021-25740).
/// </summary>
internal static class Endpoints
{
    public static readonly ValidatingGuard Guard = new("infra-endpoints",
    [
        new("", ["endpoints"], "CREATE", "UPDATE"),
        new("discovery.k8s.io", ["endpointslices"], "CREATE", "UPDATE"),
    ])
    {
        Conditions = [Actors.NoAdministrator, Actors.NoController],
        // Labels say whose a slice is.
        LooksAt = ["object.?subsets", "object.?endpoints", "object.?ports", LookedAt.Labels],
        Rules =
        [
            new("false", """
                endpoints can't be written by hand, as they could lead to anybody's address: give the Service a selector, and Kubernetes
                makes them
                """),
        ],
    };
}
