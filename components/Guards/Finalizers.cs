namespace Infra.Components.Guards;

/// <summary>
/// Keeps finalizers out of tenants' objects, and out of what is made from their templates. Nobody takes one off that only a tenant knows:
/// its namespace, or a pod on a node that is drained, would never go. Those that are there already pass.
/// </summary>
internal static class Finalizers
{
    /// <summary>Written by the API server itself into what a tenant creates.</summary>
    private const string OfVolumeClaims = "kubernetes.io/pvc-protection";

    public static readonly ValidatingGuard Guard = new("infra-finalizers",
    [
        new("*", ["*"], "CREATE"),
        // What reports a status carries finalizers, too.
        new("*", ["*/*"], "UPDATE"),
    ])
    {
        // Kubelets are asked, too: one could keep its pods from going by their status, and an honest one writes no finalizers. Controllers
        // take off what they put on.
        Conditions = [Actors.NoAdministrator, Actors.NoController, Actors.NoOperator],
        LooksAt = ["object.?metadata.?finalizers", LookedAt.Spec, "object.?template"],
        Variables =
        [
            new("before", Parts("oldObject")),
            new("foreign", $"""
                {Parts("object")}.map(part, part.?metadata.?finalizers.orValue([]).filter(finalizer,
                  !(request.kind.kind == "PersistentVolumeClaim" && finalizer == "{OfVolumeClaims}") &&
                  !variables.before.exists(old, finalizer in old.?metadata.?finalizers.orValue([]))).join(", "))
                  .filter(finalizers, finalizers != "")
                """),
        ],
        Rules =
        [
            new("variables.foreign.size() == 0",
                """
                finalizers (`variables.foreign.join(", ")`) would keep the object, and with it the namespace, from being deleted: leave
                them out, also of the templates in it
                """),
        ],
    };

    // The object itself, and what is made from it: of several kinds, hence untyped.
    private static string Parts(string o) => $"""
        ({o} == null ? [] : [dyn({o})] + {PodTemplates.Of(o)} +
          (request.kind.kind == "StatefulSet" ? dyn({o}).spec.?volumeClaimTemplates.orValue([]) : []))
        """;
}
