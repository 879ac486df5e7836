using Infra.Components.Tenants;
using Infra.Stacks.Settings.Grammars;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>What goes with which provider.</summary>
internal static class ProviderRules
{
    /// <summary>What settings declare about their provider.</summary>
    public static IEnumerable<Finding> KeysFitTheProvider(SettingsAsRead settings)
    {
        if (!settings.Knows(settings.Cluster, nameof(ClusterSettings.Provider))) yield break;
        var provider = settings.Cluster.Provider;
        foreach (var (setting, place) in settings.Places.All)
        {
            if (setting.Only is not { } only) continue;
            if (only.Provider == provider && only.Missing is { } fix && place.IsMissing)
                yield return new Finding(place, "is missing", fix);
            else if (only.Provider != provider && place.IsWritten)
            {
                var rule = $"goes with provider {Choice.WordOf(only.Provider)} alone";
                yield return new Finding(place, rule, only.Fix) { IsAboutAllOfIt = true };
            }
        }
    }

    public static IEnumerable<Finding> AddressesFitTheProvider(SettingsAsRead settings)
    {
        foreach (var tenant in settings.Tenants)
        {
            var place = settings.Places.Of(tenant, nameof(tenant.Address));
            if (settings.IsSsh && tenant.Address is TenantAddress.Floating)
                yield return new Finding(
                    place, "needs provider hcloud, which can move an address",
                    "use primary, or the IP address that is routed to the host");
            else if (settings.IsHcloud && tenant.Address is TenantAddress.Literal)
                yield return new Finding(
                    place, "needs provider ssh: Hetzner Cloud assigns addresses itself", "use primary, or floating for one that can move");
        }
    }
}
