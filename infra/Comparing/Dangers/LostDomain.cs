using Infra.Planning;

namespace Infra.Comparing.Dangers;

/// <summary>A domain that its tenant doesn't serve any more.</summary>
/// <param name="Name">The domain.</param>
/// <param name="Of">Whose it was.</param>
/// <param name="By">Whose it is; null: nobody's.</param>
/// <param name="Namespace">The namespace of the tenant whose it was, which holds its domains.</param>
internal sealed record LostDomain(string Name, PlannedTenant Of, PlannedTenant? By, PlannedResource Namespace)
{
    private const string NamespaceType = "kubernetes:core/v1:Namespace";
    private const string Any = "*.";

    /// <summary>Those of a comparison, in the order of tenants and of their domains.</summary>
    public static IEnumerable<LostDomain> In(PlanComparison comparison)
    {
        var owners = comparison.After.Tenants.SelectMany(tenant => tenant.Domains.Select(domain => (domain, tenant)))
            .DistinctBy(owned => owned.domain).ToDictionary(owned => owned.domain, owned => owned.tenant, StringComparer.Ordinal);
        return
            from tenant in comparison.Before.Tenants
            let place = comparison.Before.OfType(NamespaceType).FirstOrDefault(resource => resource.Name == tenant.Name)
            where place is not null
            from domain in tenant.Domains
            let server = owners.GetValueOrDefault(domain) ?? owners.GetValueOrDefault(Wildcard(domain))
            where server?.Name != tenant.Name
            select new LostDomain(domain, tenant, server, place);
    }

    // What serves all names one level below, serves this one.
    private static string Wildcard(string domain) => Any + domain[(domain.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
