using Infra.Components.Grammars;
using Infra.Components.Guards;
using Infra.Planning;

namespace Infra.Comparing.Dangers;

/// <summary>What keeps tenants apart.</summary>
internal static class GuardRemoved
{
    private const string Namespace = "kubernetes:core/v1:Namespace";
    private const string Enforcement = "pod-security.kubernetes.io/enforce";

    private static readonly string[] Kinds =
    [
        "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding",
        "NetworkPolicy", "ResourceQuota", "LimitRange", "Firewall",
    ];

    // What an item less of these lists, or none of these values, lets through.
    private static readonly PropertyPath[] Weakening =
    [
        .. new[] { "spec.validations[*]", "spec.mutations[*]", "spec.policyTypes[*]", "spec.hard.*", "firewallIds[*]" }
            .Select(PropertyPath.Parse),
    ];

    private static readonly PropertyPath Actions = PropertyPath.Parse("spec.validationActions");
    private static readonly PropertyPath Sources = PropertyPath.Parse("rules[*].sourceIps[*]");
    private static readonly PropertyPath Registries =
        PropertyPath.Root.Member("metadata").Member("annotations").Member(TenantAnnotations.Registries);
    private static readonly PropertyPath FailurePolicy = PropertyPath.Parse("spec.failurePolicy");
    private static readonly PropertyPath Standard = PropertyPath.Root.Member("metadata").Member("labels").Member(Enforcement);
    private static readonly string[] Standards = ["privileged", "baseline", "restricted"];

    public static DangerRule Rule { get; } = new(
        ChangeDanger.GuardRemoved,
        "A guard goes or is weakened while what it guards stays: a policy, a quota, a firewall, a namespace's standard.",
        Find);

    private static IEnumerable<Found> Find(PlanComparison comparison)
    {
        var owners = Owner.Of(comparison.Before);
        var tenants = comparison.After.Tenants.Select(tenant => tenant.Name).ToHashSet(StringComparer.Ordinal);
        var gone = comparison.OfType(Namespace).Where(change => change.Kind == ChangeKind.Removed)
            .Select(change => change.Before!.ObjectName()).ToHashSet(StringComparer.Ordinal);
        return comparison.Changes
            .Where(change => change.Before is { } before && Stays(owners[before.Urn], tenants, comparison)
                // What lies in a namespace guards what is in it.
                && !(before.Namespace() is { } place && gone.Contains(place)))
            .Select(change => (change.Resource, Message: Message(change)))
            .Where(found => found.Message is not null)
            .Select(found => new Found(found.Resource, found.Message!));
    }

    // With a tenant, or the whole cluster, its guards go.
    private static bool Stays(Owner owner, HashSet<string> tenants, PlanComparison comparison) =>
        owner.Tenant is { } tenant ? tenants.Contains(tenant) : comparison.After.Servers.Length > 0;

    private static string? Message(ResourceChange change)
    {
        // What lets others in beside another firewall, which stays, lets them in no more.
        if (change.Kind == ChangeKind.Removed && change.Before!.Inputs["applyTos"] is not null)
            return null;
        if (change.Kind == ChangeKind.Removed)
            return Kinds.Contains(Kind(change.Resource)) ? "is removed, and what it guards stays" : null;
        return change.Properties.FirstOrDefault(IsWeaker) is { } property
            ? $"guards less: {property.Path} was {property.Before?.ToJsonString() ?? "nothing"}"
            : null;
    }

    private static bool IsWeaker(PropertyChange property) =>
        (property is { Before: not null, After: null, Follows: null } && Weakening.Any(property.Path.Is))
        || (property.TextBefore == "Deny" && property.Path.IsBelow(Actions))
        || (property.TextAfter is "0.0.0.0/0" or "::/0" && property.Path.Is(Sources))
        || (property.Path.Equals(Registries) && property.TextBefore is { Length: > 0 } && property.TextAfter is null or "")
        || (property.Path.Equals(FailurePolicy) && property.TextBefore == "Fail")
        || (property.Path.Equals(Standard) && Array.IndexOf(Standards, property.TextAfter) < Array.IndexOf(Standards, property.TextBefore));

    private static string Kind(PlannedResource resource) => resource.Type[(resource.Type.LastIndexOf(':') + 1)..];
}
