using Infra.Components.Certificates;

namespace Infra.Components.Guards;

/// <summary>
/// Has cert-manager answer challenges in the tenant's own Ingress where the tenant's controller serves one Ingress a host alone: without
/// it, certificates never come.
/// </summary>
internal static class ChallengesInPlace
{
    private static readonly string Path = IssuerSpec.EditInPlace.Replace("/", "~1", StringComparison.Ordinal);

    public static readonly MutatingGuard Guard =
        new("infra-challenges-in-place", [new("networking.k8s.io", ["ingresses"], "CREATE", "UPDATE")])
        {
            LooksAt = [LookedAt.Spec, LookedAt.Annotations],
            Patches = $$"""
                {{TenantAnnotations.Value(TenantAnnotations.EditInPlace)}} != "true" ? [] :
                (has(object.metadata.annotations) ? [] : [JSONPatch{op: "add", path: "/metadata/annotations", value: { } }]) +
                [JSONPatch{op: "add", path: "/metadata/annotations/{{Path}}", value: "true"}]
                """,
        };
}
