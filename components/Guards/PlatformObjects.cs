using Infra.Components.Ingress;
using Infra.Components.Kubernetes;

namespace Infra.Components.Guards;

/// <summary>
/// Keeps what the platform put into a tenant's namespace, and the namespace itself, as it is: what has the platform's label, and what Helm
/// made of the controller's chart, with Helm's record of it. Owner references would have it collected, and are a change like any other.
/// A tenant can't give its own objects that label, either.
/// </summary>
internal static class PlatformObjects
{
    private static readonly string Releases = string.Join(
        ", ", IngressControllers.All.Select(controller => $"\"{controller.Release}\""));

    public static readonly ValidatingGuard Guard = new("infra-platform-objects", [new("*", ["*"], "CREATE", "UPDATE", "DELETE")])
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
                  request.kind.kind == "Secret" && o.?metadata.?labels[?"owner"].orValue("") == "helm" &&
                    o.?metadata.?labels[?"name"].orValue("") in [{Releases}]))
                """),
        ],
        Rules =
        [
            new("false", $"""
                `request.kind.kind` `request.name` belongs to the platform, by its label {TenantLabels.OwnerKey} or as a part of the
                Helm releases `[{Releases}].join(", ")`: it can't be created, changed or deleted here; leave label and release name to
                the platform, and ask it for what should change
                """),
        ],
    };
}
