using Infra.Components.Guards;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>Which domains tenants serve.</summary>
internal static class DomainRules
{
    /// <summary>A domain is one tenant's; so is every name that a wildcard stands for (one label in place of the asterisk).</summary>
    [Asks<TenantSettings>(nameof(TenantSettings.Domains), "a name, or a name that a wildcard covers, is one tenant's")]
    public static IEnumerable<Finding> DomainsAreNotShared(SettingsAsRead settings)
    {
        var owners = new Dictionary<string, Owned>(StringComparer.Ordinal);
        var below = new Dictionary<string, List<Owned>>(StringComparer.Ordinal);
        for (var index = 0; index < settings.Tenants.Length; index++)
        {
            var tenant = settings.Tenants[index];
            foreach (var (domain, place) in settings.Each(tenant.Domains, tenant, nameof(tenant.Domains)))
            {
                if (!owners.TryAdd(domain, new Owned(index, domain)))
                {
                    yield return Taken(place, owners[domain], settings);
                    continue;
                }

                if (Overlapping(domain, index, owners, below) is { } other)
                    yield return Taken(place, other, settings);
                if (!below.TryGetValue(Parent(domain), out var names)) below[Parent(domain)] = names = [];
                if (names.Count == 0 || (names.Count == 1 && names[0].Tenant != index)) names.Add(new Owned(index, domain));
            }
        }
    }

    /// <summary>Guards compare each host of an Ingress with the list, at a cost that Kubernetes limits.</summary>
    [Asks<TenantSettings>(nameof(TenantSettings.Domains), "at most {0}", TenantAnnotations.MostDomains)]
    public static IEnumerable<Finding> DomainsAreFewEnough(SettingsAsRead settings) =>
        from tenant in settings.Tenants
        let place = settings.Places.Of(tenant, nameof(tenant.Domains))
        where place.Count > TenantAnnotations.MostDomains
        select new Finding(
            place, $"are {place.Count}, and {TenantAnnotations.MostDomains} is the most",
            "write one '*.' for many names of the same parent, or make two tenants of it");

    // At most two owners a parent are remembered: enough to know one that isn't the tenant itself.
    private static Owned? Overlapping(
        string domain, int tenant, Dictionary<string, Owned> owners, Dictionary<string, List<Owned>> below) => IsWildcard(domain)
        ? below.GetValueOrDefault(Parent(domain), []).Find(name => name.Tenant != tenant)
        : owners.TryGetValue($"*.{Parent(domain)}", out var wildcard) && wildcard.Tenant != tenant ? wildcard : null;

    private static Finding Taken(Place place, Owned owner, SettingsAsRead settings)
    {
        var other = settings.Tenants[owner.Tenant];
        var who = settings.Places.Of(other).Path + (other.Name is null ? "" : $" ('{other.Name}')");
        var rule = owner.Domain == place.Shown ? $"is claimed by {who}, too" : $"overlaps '{owner.Domain}' of {who}";
        return new Finding(place, rule, "leave it to one of the two");
    }

    private static bool IsWildcard(string domain) => domain.StartsWith("*.", StringComparison.Ordinal);

    private static string Parent(string domain) => domain[(domain.IndexOf('.', StringComparison.Ordinal) + 1)..];

    private sealed record Owned(int Tenant, string Domain);
}
