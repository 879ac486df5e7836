using Infra.Planning;

namespace Infra.Comparing.Dangers.Access;

/// <summary>Users and groups that a tenant that stays doesn't list any more.</summary>
internal static class Members
{
    public static IEnumerable<Found> In(PlanComparison comparison)
    {
        // Without a provider, all of its people are out, which is told as that.
        if (SignIn.In(comparison.After) is null)
            return [];
        var stay = comparison.After.Tenants.Select(tenant => tenant.Name).ToHashSet(StringComparer.Ordinal);
        return Person.In(comparison.Before).Where(person => stay.Contains(person.Tenant)).Except(Person.In(comparison.After))
            .Select(person => new Found(Tenant(comparison.After, person.Tenant), "loses the tenant's access")
            {
                Subject = $"{person}",
                Affected = [$"{person}"],
            });
    }

    private static PlannedResource Tenant(Plan plan, string name) => plan.Named(PlanQueries.Tenant, name);
}
