using Infra.Components.Kubernetes;

namespace Infra.Components.Guards;

/// <summary>
/// Keeps the label by which the other guards know a tenant's namespace. They look at a namespace's new labels when it is written itself, so
/// that none of them would see it go.
/// </summary>
internal static class NamespaceOwner
{
    public static readonly ValidatingGuard Guard =
        new("infra-namespace-owner", [new("", ["namespaces", "namespaces/finalize", "namespaces/status"], "UPDATE")])
        {
            TenantsOnly = false,
            Conditions = [Actors.NoAdministrator, Actors.NoController],
            Rules =
            [
                new($"""
                    object.metadata.?labels[?"{TenantLabels.OwnerKey}"] == oldObject.metadata.?labels[?"{TenantLabels.OwnerKey}"]
                    """,
                    $"""
                    whose namespace `object.metadata.name` is, its label {TenantLabels.OwnerKey}, is the administrators' to say
                    """),
            ],
        };
}
