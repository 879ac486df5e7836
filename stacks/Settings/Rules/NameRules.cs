using Infra.Stacks.Settings.Grammars;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>A tenant's name is its own.</summary>
internal static class NameRules
{
    private static readonly TenantName Grammar = new();

    [Asks<TenantSettings>(nameof(TenantSettings.Name), "unique")]
    public static IEnumerable<Finding> NamesAreUnique(SettingsAsRead settings)
    {
        var taken = settings.Tenants.Select(tenant => tenant.Name).ToHashSet(StringComparer.Ordinal);
        var owners = new Dictionary<string, TenantSettings>(StringComparer.Ordinal);
        foreach (var tenant in settings.Tenants.Where(tenant => tenant.Name is not null))
        {
            if (owners.TryAdd(tenant.Name, tenant)) continue;
            yield return new Finding(
                settings.Places.Of(tenant, nameof(tenant.Name)), $"is the name of {settings.Places.Of(owners[tenant.Name]).Path}, too",
                $"try '{Another(tenant.Name, taken)}'");
        }
    }

    private static string Another(string name, HashSet<string> taken)
    {
        for (var number = 2; ; number++)
        {
            var suffix = $"-{number}";
            var another = Grammar.Slug(name, spared: suffix.Length) + suffix;
            if (taken.Add(another)) return another;
        }
    }
}
