using System.Globalization;
using Infra.Stacks.Providers.Pricing;
using Infra.Stacks.Settings;
using Infra.Stacks.Settings.Grammars;

namespace Infra.Stacks.Providers.HCloud.Hints;

/// <summary>Server types that may not be had. The list of prices is dated, so Hetzner has the last word.</summary>
internal static class ServerTypeHints
{
    /// <summary>A hint for each type in each location that the list doesn't know.</summary>
    public static IEnumerable<string> Of(PlatformSettings settings, PriceList list)
    {
        var cluster = settings.Cluster;
        var wanted = settings.Tenants.Select(tenant => (Type: tenant.ServerType, Location: tenant.Location ?? cluster.Location))
            .Append((Type: cluster.ControlPlane.ServerType, cluster.Location))
            .Where(server => server is { Type: not null, Location: not null }).Distinct()
            .OrderBy(server => server.Type, StringComparer.Ordinal).ThenBy(server => server.Location, StringComparer.Ordinal);
        return wanted.Select(server => Hint(server.Type!, server.Location!, list)).OfType<string>();
    }

    private static string? Hint(string type, string location, PriceList list)
    {
        var prices = list.Prices.Where(price => price.Kind is PriceKind.Server && price.Type == type).ToList();
        if (prices.Any(price => price.IsOf(new Charge(PriceKind.Server, type, location)))) return null;
        var date = list.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var known = prices.Count == 0
            ? $"lacks it ({date} and later)"
            : $"has it for {Wording.And([.. prices.SelectMany(price => price.Locations).Order(StringComparer.Ordinal)])} "
                + $"({date} and later)";
        return $"Server type {type} in {location}: the price list {known}. Whether it is sold there, Hetzner says: "
            + $"'hcloud server-type describe {type}'.";
    }
}
