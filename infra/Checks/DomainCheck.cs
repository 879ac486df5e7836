namespace Infra.Checks;

/// <summary>Who serves which host.</summary>
internal static class DomainCheck
{
    private const string Wildcard = "*.";

    public static Check Check { get; } = new(
        "hosts-claimed-once", "Every host name is one tenant's, those that wildcards stand for among them.", Find);

    private static IEnumerable<Finding> Find(Inventory inventory)
    {
        var owners = inventory.Plan.Tenants
            .SelectMany(tenant => tenant.Domains.Distinct().Select(domain => (Domain: domain, Tenant: tenant)))
            .ToLookup(claim => claim.Domain, claim => claim.Tenant, StringComparer.Ordinal);
        return
            from tenant in inventory.Plan.Tenants
            from domain in tenant.Domains
            from claimed in Covering(domain)
            from other in owners[claimed]
                // Of two that claim the same, the second is told.
            where claimed == domain ? string.CompareOrdinal(other.Name, tenant.Name) < 0 : other != tenant
            select new Finding(
                inventory.ComponentOf(tenant), $"claims {domain}, and {other.Name} claims {claimed}", "leave it to one of the two");
    }

    private static string[] Covering(string domain) =>
        domain.StartsWith(Wildcard, StringComparison.Ordinal) ? [domain] : [domain, $"{Wildcard}{domain[(domain.IndexOf('.') + 1)..]}"];
}
