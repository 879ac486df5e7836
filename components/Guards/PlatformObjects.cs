using Infra.Components.Ingress;
using Infra.Components.Kubernetes;

namespace Infra.Components.Guards;

/// <summary>
/// Keeps what the platform put into a tenant's namespace as it is: what has the platform's label, and what Helm
/// made of the controller's chart, with Helm's record of it. Owner references would have it collected, and are a change like any other;
/// finalizers that are added are <see cref="Finalizers"/>', those that are taken off let it go when it is deleted.
/// A tenant can't give its own objects that label, either, nor the name of Helm's next record, as no release is upgraded whose record's
/// name is taken.
/// </summary>
internal static class PlatformObjects
{
    private static readonly string Releases = string.Join(
        ", ", IngressControllers.All.Select(controller => $"\"{controller.Release}\""));

    public static readonly ValidatingGuard Guard = new("infra-platform-objects",
    [
        new("*", ["*"], "CREATE", "DELETE"),
        // What reports a status carries labels, too.
        new("*", ["*/*"], "UPDATE"),
    ])
    {
        Conditions =
        [
            Actors.NoAdministrator,
            Actors.NoController,
            Actors.NoKubelet,
            new("of-the-platform", $"""
                [dyn(object), dyn(oldObject)].exists(o, o != null && (
                  o.?metadata.?labels[?"{TenantLabels.OwnerKey}"].hasValue() ||
                  o.?metadata.?annotations[?"meta.helm.sh/release-name"].orValue("") in [{Releases}] ||
                  request.kind.kind == "Secret" && (o.?metadata.?labels[?"owner"].orValue("") == "helm" &&
                    o.?metadata.?labels[?"name"].orValue("") in [{Releases}] ||
                    [{Releases}].exists(release, o.?metadata.?name.orValue("").startsWith("sh.helm.release.v1." + release + ".")))))
                """),
            new("status-apart", $"""
                request.?subResource.orValue("") == "" || {Marks("object")} != {Marks("oldObject")}
                """),
        ],
        Variables =
        [
            // Where a whole collection is deleted, the request has no name.
            new("name", """(oldObject == null ? dyn(object) : dyn(oldObject)).metadata.?name.orValue("")"""),
        ],
        Rules =
        [
            new("false", $"""
                `request.kind.kind` `variables.name` belongs to the platform, by its name, its label {TenantLabels.OwnerKey}, or as a part
                of the Helm releases `[{Releases}].join(", ")`: it can't be created, changed or deleted here; leave name, label and release
                to the platform, and ask it for what should change
                """),
        ],
    };

    /// <summary>By what an object is known as the platform's, and what would have it collected.</summary>
    private static string Marks(string o) =>
        $"""
        [dyn({o}).?metadata.?labels, dyn({o}).?metadata.?annotations[?"meta.helm.sh/release-name"], dyn({o}).?metadata.?ownerReferences]
        """;
}
