using Infra.Stacks.Settings;
using Infra.Stacks.Settings.Reading;
using Infra.Stacks.Settings.Rules;

namespace Infra.Stacks.Providers.HCloud.Rules;

/// <summary>Which servers are kept on different physical hosts.</summary>
internal static class PlacementRules
{
    [Asks<TenantSettings>(nameof(TenantSettings.PlacementGroup), "{0} servers in one", PlacementGroups.Capacity)]
    public static IEnumerable<Finding> GroupsHaveRoom(SettingsAsRead settings)
    {
        var groups = settings.Tenants.Select(tenant => (Tenant: tenant, Group: Group(tenant, settings))).ToList();
        var members = new int[PlacementGroups.Count + 1];
        foreach (var (_, group) in groups) members[group ?? 0]++;
        var seen = new int[PlacementGroups.Count + 1];
        foreach (var (tenant, group) in groups)
        {
            if (group is not { } number || ++seen[number] <= PlacementGroups.Capacity) continue;
            var place = settings.Places.Of(tenant, nameof(tenant.PlacementGroup));
            yield return new Finding(
                place with { Shown = place.Shown ?? $"{number}" },
                $"is full: Hetzner takes {PlacementGroups.Capacity} servers in one placement group, "
                + $"and this is the {Ordinal(seen[number])}",
                Room(members));
        }
    }

    // What would follow from a wrong name or network isn't known yet.
    private static int? Group(TenantSettings tenant, SettingsAsRead settings)
    {
        var place = settings.Places.Of(tenant, nameof(tenant.PlacementGroup));
        var follows = place.IsMissing && settings.IsPrivate && tenant.Name is not null;
        return place.IsRight || follows ? DerivedSettings.Group(tenant, settings.Cluster) : null;
    }

    // The proposals for all that is too much are good together: each counts for the next.
    private static string Room(int[] members)
    {
        var free = Enumerable.Range(1, PlacementGroups.Count).MinBy(number => members[number]);
        return members[free]++ < PlacementGroups.Capacity ? $"try placementGroup: {free}" : "try placementGroup: none";
    }

    private static string Ordinal(int number) => (number % 10, number % 100) switch
    {
        (1, not 11) => $"{number}st",
        (2, not 12) => $"{number}nd",
        (3, not 13) => $"{number}rd",
        _ => $"{number}th",
    };
}
