using System.Collections.Immutable;
using Infra.Planning;

namespace Infra.Costing;

/// <summary>What a change makes of the cost per month.</summary>
/// <param name="Currency">The currency.</param>
/// <param name="Parts">
/// Each tenant, and what is shared (null), whose cost is another: before and after, net, not rounded; what is shared comes first.
/// </param>
/// <param name="Before">All of it before.</param>
/// <param name="After">All of it after.</param>
/// <param name="IsComplete">Whether the list lacks nothing in both plans.</param>
public sealed record CostChange(
    string Currency, ImmutableArray<(string? Tenant, decimal Before, decimal After)> Parts, decimal Before, decimal After, bool IsComplete)
{
    /// <summary>Compares two plans by today's list. Null: nothing in either has a price.</summary>
    public static CostChange? Of(Plan before, Plan after)
    {
        var (old, next) = (PlanCost.Of(before), PlanCost.Of(after));
        if ((next ?? old) is not { } known)
            return null;
        var names = Names(old).Union(Names(next)).Order(StringComparer.Ordinal);
        var parts = names.Select(name => (Tenant: (string?)name, Before: Net(old, name), After: Net(next, name)))
            .Prepend((Tenant: null, Before: old?.Shared.Net ?? 0, After: next?.Shared.Net ?? 0))
            .Where(part => part.Before != part.After);
        return new CostChange(
            known.Prices.List.Currency, [.. parts], old?.Total.Net ?? 0, next?.Total.Net ?? 0, IsWhole(old) && IsWhole(next));
    }

    private static IEnumerable<string> Names(PlanCost? cost) => cost?.Tenants.Select(tenant => tenant.Name) ?? [];

    private static decimal Net(PlanCost? cost, string name) =>
        cost?.Tenants.Where(tenant => tenant.Name == name).Sum(tenant => tenant.Cost.Net) ?? 0;

    private static bool IsWhole(PlanCost? cost) => cost is null || cost.Total.Missing.IsEmpty;
}
