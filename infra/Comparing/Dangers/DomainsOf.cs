using System.Collections.Immutable;
using Infra.Planning;

namespace Infra.Comparing.Dangers;

/// <summary>Whose domains a change concerns.</summary>
internal sealed class DomainsOf(PlanComparison comparison)
{
    private readonly IReadOnlyDictionary<string, Owner> _before = Comparing.Owner.Of(comparison.Before);
    private readonly IReadOnlyDictionary<string, Owner> _after = Comparing.Owner.Of(comparison.After);

    /// <summary>The domains of the tenant that a resource belongs to; none where it is shared, or the tenant goes.</summary>
    public ImmutableArray<string> Owner(PlannedResource resource) =>
        (_after.GetValueOrDefault(resource.Urn) ?? _before.GetValueOrDefault(resource.Urn))?.Tenant is { } name
        && comparison.After.Tenants.FirstOrDefault(tenant => tenant.Name == name) is { } owner
            ? Tenant(owner)
            : [];

    /// <summary>A tenant's domains; its name where it has none.</summary>
    public static ImmutableArray<string> Tenant(PlannedTenant tenant) => tenant.Domains.IsEmpty ? [tenant.Name] : tenant.Domains;

    /// <summary>The domains of all tenants that stay.</summary>
    public static ImmutableArray<string> All(PlanComparison comparison) =>
    [
        .. comparison.Before.Tenants
            .Where(tenant => comparison.After.Tenants.Any(other => other.Name == tenant.Name))
            .SelectMany(tenant => Tenant(tenant)),
    ];
}
