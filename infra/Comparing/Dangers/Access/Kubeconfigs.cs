using Infra.Planning;

namespace Infra.Comparing.Dangers.Access;

/// <summary>Tenants' kubeconfigs whose token ends.</summary>
internal static class Kubeconfigs
{
    private const string Secret = "kubernetes:core/v1:Secret";
    private const string TokenType = "kubernetes.io/service-account-token";

    public static IEnumerable<Found> In(PlanComparison comparison)
    {
        var owners = Owner.Of(comparison.Before);
        var stay = comparison.After.Tenants.Select(tenant => tenant.Name).ToHashSet(StringComparer.Ordinal);
        return
            from change in comparison.OfType(Secret)
            where change.Goes && change.Before!.Text("type") == TokenType
            let tenant = owners[change.Before!.Urn].Tenant
            where tenant is not null && stay.Contains(tenant)
            select new Found(change.Resource, "end with the old token, once the new one is there: hand out the new ones")
            {
                Subject = $"Kubeconfigs of {tenant}",
                Affected = [$"whoever has {tenant}'s kubeconfig"],
            };
    }
}
