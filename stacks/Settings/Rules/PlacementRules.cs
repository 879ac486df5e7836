using System.Globalization;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>Which servers are kept on different physical hosts.</summary>
internal static class PlacementRules
{
    public static Complaint? Group(string text) =>
        text == "none" || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= 1 and <= PlacementGroups.Count && text[0] != '0')
            ? null
            : new Complaint($"must be a number of 1 to {PlacementGroups.Count}, or none", "leave it out to have one chosen");

    /// <summary>The group that a tenant's node belongs to; null for none.</summary>
    public static int? GroupOf(TenantDraft tenant, ClusterDraft cluster)
    {
        if (tenant.PlacementGroup.Is(out var chosen)) return chosen == 0 ? null : chosen;
        var isDerived = cluster.IsHcloud && cluster.Network.IsPrivate.Or(false) && tenant.Name.IsValid && !tenant.PlacementGroup.IsGiven;
        return isDerived ? PlacementGroups.ForTenant(tenant.Name.Value!) : null;
    }

    public static IEnumerable<Finding> GroupsHaveRoom(SettingsDraft draft)
    {
        if (!draft.Cluster.IsHcloud) yield break;
        var groups = draft.Tenants.Select(tenant => (Tenant: tenant, Group: GroupOf(tenant, draft.Cluster))).ToList();
        var members = new int[PlacementGroups.Count + 1];
        foreach (var (_, group) in groups) members[group ?? 0]++;
        var seen = new int[PlacementGroups.Count + 1];
        foreach (var (tenant, group) in groups)
        {
            if (group is not { } number || ++seen[number] <= PlacementGroups.Capacity) continue;
            yield return new Finding(
                tenant.PlacementGroup.Place with { Shown = tenant.PlacementGroup.Place.Shown ?? $"{number}" },
                $"is full: Hetzner takes {PlacementGroups.Capacity} servers in one placement group, and this is the {Ordinal(seen[number])}",
                Room(members));
        }
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
