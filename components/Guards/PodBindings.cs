namespace Infra.Components.Guards;

/// <summary>Leaves to the scheduler which node a tenant's pod gets: a binding names one past selectors and taints.</summary>
internal static class PodBindings
{
    public static readonly ValidatingGuard Guard = new("infra-pod-bindings", [new("", ["bindings", "pods/binding"], "CREATE")])
    {
        Conditions = [Actors.NoAdministrator, Actors.NoScheduler],
        Rules =
        [
            new("false", """
                a pod can't be bound to a node: the scheduler does that; create the pod alone, it goes to the tenant's node by itself
                """),
        ],
    };
}
