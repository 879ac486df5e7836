using System.Collections.Immutable;
using Infra.Components.Kubernetes;

namespace Infra.Components.Guards;

/// <summary>
/// Keeps tenants' namespaces, and what the other guards know them by and read of them. Those look at a namespace's new labels when it is
/// written itself, so that none of them would see its label go.
/// </summary>
internal static class NamespaceOwner
{
    /// <summary>What decides. Other labels and annotations are for whoever has the right to write them.</summary>
    private static readonly ImmutableArray<string> Decisive =
    [
        $"""
        object.?metadata.?labels.orValue({"{}"}).transformMap(key, value,
          key in ["{TenantLabels.OwnerKey}", "kubernetes.io/metadata.name"] || key.startsWith("pod-security.kubernetes.io/"), value)
        """,
        $"""
        object.?metadata.?annotations.orValue({"{}"}).transformMap(key, value, key.startsWith("{TenantAnnotations.Prefix}"), value)
        """,
        "object.?metadata.?ownerReferences",
        // With its finalizer, what is left in it would stay.
        LookedAt.Spec,
    ];

    public static readonly ValidatingGuard Guard = new("infra-namespace-owner",
    [
        new("", ["namespaces"], "CREATE", "UPDATE", "DELETE"),
        new("", ["namespaces/finalize", "namespaces/status"], "UPDATE"),
    ])
    {
        TenantsOnly = false,
        Conditions =
        [
            Actors.NoAdministrator,
            Actors.NoController,
            new("of-a-tenant", $"""
                [dyn(object), dyn(oldObject)].exists(o, o != null && o.?metadata.?labels[?"{TenantLabels.OwnerKey}"].hasValue())
                """),
        ],
        LooksAt = [.. Decisive, "object.?metadata.?finalizers"],
        Variables =
        [
            new("added", """
                request.operation != "UPDATE" ? [] : dyn(object).metadata.?finalizers.orValue([])
                  .filter(name, !(name in dyn(oldObject).metadata.?finalizers.orValue([])))
                """),
        ],
        Rules =
        [
            new($"!({LookedAt.Change(Decisive).Expression}) && variables.added.size() == 0",
                $"""
                whose namespace `request.name` is, its label {TenantLabels.OwnerKey}, is the administrators' to say: they alone make and
                delete a tenant's, and change what it may ({TenantAnnotations.Prefix}…), its pod security, owners, finalizers and spec
                """),
        ],
    };
}
