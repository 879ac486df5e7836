using Infra.Components.Ingress;
using Infra.Components.Kubernetes;

namespace Infra.Components.Guards;

/// <summary>
/// Holds a tenant's pods to its node, whoever creates them: most come from Kubernetes' controllers, on a tenant's behalf. A pod that runs
/// already has its node's name and may be changed; tolerations are looked at then, too, since some can be added.
/// </summary>
internal static class Pods
{
    public static readonly ValidatingGuard Guard = new("infra-pods", [new("", ["pods"], "CREATE", "UPDATE")])
    {
        LooksAt = [LookedAt.Spec],
        Variables =
        [
            Tenant.Name,
            new("foreignTolerations", $"""
                object.spec.?tolerations.orValue([]).filter(t, !({PodTolerations.Own("t")}) && !{PodTolerations.OfConditions("t")} &&
                  !(oldObject != null && oldObject.spec.?tolerations.orValue([]).exists(before, before == t)))
                """),
            // Untyped, as both are alike and of two types.
            new("affinityTerms", """
                [dyn(object).spec.?affinity.?podAffinity, dyn(object).spec.?affinity.?podAntiAffinity].map(affinity,
                  affinity.?requiredDuringSchedulingIgnoredDuringExecution.orValue([]) +
                    affinity.?preferredDuringSchedulingIgnoredDuringExecution.orValue([]).map(term, term.podAffinityTerm))
                """),
        ],
        Rules =
        [
            new("""request.operation != "CREATE" || object.spec.?nodeName.orValue("") == "" """.Trim(),
                """
                spec.nodeName is "`object.spec.?nodeName.orValue("")`": a pod can't choose its node; leave nodeName out, the pod goes to
                the tenant's node by itself
                """),
            new($"""
                request.operation != "CREATE" ||
                  object.spec.?nodeSelector[?"{TenantLabels.NodeKey}"].orValue("") == variables.tenant
                """,
                $"""
                spec.nodeSelector doesn't lead to the node of tenant `variables.tenant`: write {TenantLabels.NodeKey}: `variables.tenant`
                there, and a toleration with this key and value
                """),
            new("variables.foreignTolerations.size() == 0",
                """
                spec.tolerations has
                `variables.foreignTolerations.map(t, "\"" + t.?key.orValue("") + (has(t.value) ? "=" + t.value : "") + "\"").join(", ")`:
                a pod tolerates the taint of its tenant's node only, not those of others or all (operator Exists without a key); leave
                them out, what it needs is added
                """),
            // Who makes pods with the controller's account, another guard sees to (ControllerIdentity).
            new($"""
                request.operation != "CREATE" || object.spec.?priorityClassName.orValue("") == "" ||
                  object.spec.priorityClassName == "{PriorityClasses.Ingress}" &&
                  (object.spec.?serviceAccountName.orValue("") == "{IngressRolesComponent.ServiceAccount}" ||
                    request.userInfo.username == "{Actors.CertManager}")
                """,
                """
                spec.priorityClassName is "`object.spec.?priorityClassName.orValue("")`": tenants have no priority classes, and a system
                class pushes out the node's own pods; leave it out
                """),
            // The scheduler keeps an anti-affinity for both sides: by a label that all nodes share, one pod would keep every other out.
            new($"""
                request.operation != "CREATE" || variables.affinityTerms.all(terms, terms.all(term,
                  term.?namespaces.orValue([]).all(name, name == request.namespace) && (!has(term.namespaceSelector) ||
                    term.namespaceSelector.?matchLabels[?"{TenantLabels.OwnerKey}"].orValue("") == variables.tenant)))
                """,
                $"""
                spec.affinity looks at pods of other namespaces, which would keep those from starting: leave namespaces and
                namespaceSelector out, or select {TenantLabels.OwnerKey}: `variables.tenant` under matchLabels
                """),
        ],
    };
}
