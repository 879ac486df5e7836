using Infra.Components.Tenants;
using Infra.Stacks.Settings.Grammars;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>A tenant's name is its own, and so are its namespaces'.</summary>
internal static class NameRules
{
    private static readonly TenantName Grammar = new();

    [Asks<TenantSettings>(nameof(TenantSettings.Name), "unique")]
    public static IEnumerable<Finding> NamesAreUnique(SettingsAsRead settings)
    {
        var taken = settings.Tenants.Select(tenant => tenant.Name).ToHashSet(StringComparer.Ordinal);
        var owners = new Dictionary<string, TenantSettings>(StringComparer.Ordinal);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var tenant in settings.Tenants.Where(tenant => tenant.Name is not null))
        {
            if (owners.TryAdd(tenant.Name, tenant)) continue;
            var another = Another(tenant.Name, taken, numbers);
            yield return new Finding(
                settings.Places.Of(tenant, nameof(tenant.Name)), $"is the name of {settings.Places.Of(owners[tenant.Name]).Path}, too",
                Grammar.Proposed(another));
        }
    }

    /// <summary>A further namespace's name is no other's: neither a tenant's first nor another further one.</summary>
    [Asks<NamespaceSettings>(nameof(NamespaceSettings.Name), "no tenant's or other namespace's name")]
    public static IEnumerable<Finding> NamespacesAreUnique(SettingsAsRead settings)
    {
        var named = settings.Tenants.Where(tenant => tenant.Name is not null).ToList();
        var owners = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var tenant in named)
            owners.TryAdd(new TenantNames(tenant.Name).Namespace, settings.Places.Of(tenant));
        foreach (var tenant in named)
        {
            foreach (var further in tenant.Namespaces.Where(further => further.Name is not null))
            {
                var place = settings.Places.Of(further, nameof(further.Name));
                var ns = new TenantNames(tenant.Name).FurtherNamespace(further.Name);
                if (!owners.TryAdd(ns, settings.Places.Of(further)))
                    yield return new Finding(place, $"makes the namespace {ns}, which {owners[ns].Path} has, too", "choose another word");
            }
        }
    }

    // Goes on at the number where it ended for the same name, however many have it.
    private static string Another(string name, HashSet<string> taken, Dictionary<string, int> numbers)
    {
        for (var number = numbers.GetValueOrDefault(name, 2); ; number++)
        {
            var another = Grammar.Numbered(name, number);
            if (!taken.Add(another)) continue;
            numbers[name] = number + 1;
            return another;
        }
    }
}
