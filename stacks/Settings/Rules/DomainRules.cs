using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>Which domains tenants serve.</summary>
internal static class DomainRules
{
    public static Complaint? Domain(string text)
    {
        if (DomainName.IsDomain(text)) return null;
        return new Complaint(
            "must be a host name in lower case, with '*.' in front or without",
            DomainName.Mend(text) is { } mended ? $"try '{mended}'" : "write it like shop.example.com or *.example.com");
    }

    /// <summary>A domain is one tenant's; so is every name that a wildcard stands for (one label in place of the asterisk).</summary>
    public static IEnumerable<Finding> DomainsAreNotShared(SettingsDraft draft)
    {
        var owners = new Dictionary<string, (int Tenant, string Domain)>(StringComparer.Ordinal);
        var below = new Dictionary<string, List<(int Tenant, string Domain)>>(StringComparer.Ordinal);
        for (var index = 0; index < draft.Tenants.Length; index++)
        {
            foreach (var setting in draft.Tenants[index].Domains)
            {
                if (!setting.Is(out var domain)) continue;
                if (!owners.TryAdd(domain, (index, domain)))
                {
                    yield return Taken(setting.Place, owners[domain], index, draft);
                    continue;
                }

                if (Overlapping(domain, index, owners, below) is { } other)
                    yield return Taken(setting.Place, other, index, draft);
                if (!below.TryGetValue(Parent(domain), out var names)) below[Parent(domain)] = names = [];
                if (names.Count == 0 || (names.Count == 1 && names[0].Tenant != index)) names.Add((index, domain));
            }
        }
    }

    // At most two owners a parent are remembered: enough to know one that isn't the tenant itself.
    private static (int Tenant, string Domain)? Overlapping(
        string domain, int tenant, Dictionary<string, (int Tenant, string Domain)> owners,
        Dictionary<string, List<(int Tenant, string Domain)>> below)
    {
        if (IsWildcard(domain))
        {
            foreach (var name in below.GetValueOrDefault(Parent(domain), []))
                if (name.Tenant != tenant) return name;
            return null;
        }

        return owners.TryGetValue($"*.{Parent(domain)}", out var wildcard) && wildcard.Tenant != tenant ? wildcard : null;
    }

    private static Finding Taken(Place place, (int Tenant, string Domain) owner, int tenant, SettingsDraft draft)
    {
        if (owner.Tenant == tenant) return new Finding(place, "is given twice", "remove one of the two");
        var name = draft.Tenants[owner.Tenant].Name.Or("");
        var who = name.Length > 0 ? $"tenants[{owner.Tenant}] ('{name}')" : $"tenants[{owner.Tenant}]";
        var rule = owner.Domain == place.Shown ? $"is claimed by {who}, too" : $"overlaps '{owner.Domain}' of {who}";
        return new Finding(place, rule, "leave it to one of the two");
    }

    private static bool IsWildcard(string domain) => domain.StartsWith("*.", StringComparison.Ordinal);

    private static string Parent(string domain) => domain[(domain.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
