using System.Collections.Immutable;

namespace Infra.Comparing;

/// <summary>Changes that are read together: those of a shared part, of a tenant, or those that several tenants have in common.</summary>
/// <param name="Part">The shared part; null: it is about tenants.</param>
/// <param name="Tenants">The tenants, in ordinal order.</param>
/// <param name="Changes">The changes, in the order of a deployment.</param>
public sealed record Section(string? Part, ImmutableArray<string> Tenants, ImmutableArray<FoldedChange> Changes)
{
    /// <summary>
    /// Sorts a comparison's changes. What happens to several tenants alike is told once; so is what happens alike to several resources of
    /// a shared part.
    /// </summary>
    public static ImmutableArray<Section> Of(PlanComparison comparison)
    {
        var (before, after) = (Owner.Of(comparison.Before), Owner.Of(comparison.After));
        var owned = comparison.Changes
            .Select((change, place) => (
                Change: change,
                Place: place,
                Owner: change.After is { } resource ? after[resource.Urn] : before[change.Before!.Urn]))
            .ToList();
        var folded = owned
            .GroupBy(item => (item.Owner.Part, Signature: FoldedChange.Signature(item.Change, item.Owner.Tenant)))
            .Select(group => (
                group.Key.Part,
                Tenants: string.Join(
                    ' ', group.Select(item => item.Owner.Tenant).OfType<string>().Distinct().Order(StringComparer.Ordinal)),
                Place: group.Min(item => item.Place),
                Change: new FoldedChange(
                    [.. group.Select(item => item.Change)],
                    Generic(group.First().Owner.Tenant, group.Count(), group.First().Change))));
        return
        [
            .. folded.GroupBy(item => (item.Part, item.Tenants))
                // Shared parts as they are deployed; then what many tenants have in common, then each tenant's own.
                .OrderBy(group => group.Key.Part is null)
                .ThenBy(group => group.Key.Part is null ? -Names(group.Key.Tenants).Length : group.Min(item => item.Place))
                .ThenBy(group => group.Key.Tenants, StringComparer.Ordinal)
                .Select(group => new Section(
                    group.Key.Part, Names(group.Key.Tenants), [.. group.OrderBy(item => item.Place).Select(item => item.Change)])),
        ];
    }

    /// <summary>The same without what is told of an upgrade of K3s as a whole.</summary>
    public static ImmutableArray<Section> Told(PlanComparison comparison) => comparison.Upgrade is { } upgrade
        ?
        [
            .. Of(comparison)
                .Select(section => section with
                {
                    Changes = section.Changes.RemoveAll(change => change.All.All(one => upgrade.Commands.Contains(one.Resource.Urn))),
                })
                .Where(section => !section.Changes.IsEmpty),
        ]
        : Of(comparison);

    private static ImmutableArray<string> Names(string tenants) => [.. tenants.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static string Generic(string? tenant, int count, ResourceChange change) =>
        count == 1 ? change.Resource.Name : FoldedChange.Generic(change.Resource.Name, tenant);
}
