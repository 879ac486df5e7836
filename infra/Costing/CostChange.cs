using System.Collections.Immutable;
using Infra.Planning;
using Infra.Stacks.Providers.Pricing;

namespace Infra.Costing;

/// <summary>What a change makes of the cost per month, by today's list.</summary>
/// <param name="Currency">The currency.</param>
/// <param name="Parts">
/// Each tenant, and what is shared (null), whose cost is another: before and after; what is shared comes first.
/// </param>
/// <param name="Before">All of it before.</param>
/// <param name="After">All of it after.</param>
public sealed record CostChange(
    string Currency, ImmutableArray<(string? Tenant, CostSum Before, CostSum After)> Parts, CostSum Before, CostSum After)
{
    private static readonly CostSum Nothing = new([]);

    /// <summary>What the list lacks of either plan, each once, in the ordinal order of its names.</summary>
    public ImmutableArray<Charge> Missing => new CostSum([.. Before.Lines, .. After.Lines]).Missing;

    /// <summary>Compares two plans. Null: nothing in either has a price.</summary>
    public static CostChange? Of(Plan before, Plan after)
    {
        var (old, next) = (PlanCost.Of(before), PlanCost.Of(after));
        if ((next ?? old) is not { } known)
            return null;
        var names = Names(old).Union(Names(next)).Order(StringComparer.Ordinal);
        var parts = names.Select(name => (Tenant: (string?)name, Before: Part(old, name), After: Part(next, name)))
            .Prepend((Tenant: null, Before: old?.Shared ?? Nothing, After: next?.Shared ?? Nothing))
            .Where(part => part.Before.Net != part.After.Net || !part.Before.Missing.SequenceEqual(part.After.Missing));
        return new CostChange(known.Prices.List.Currency, [.. parts], old?.Total ?? Nothing, next?.Total ?? Nothing);
    }

    private static IEnumerable<string> Names(PlanCost? cost) => cost?.Tenants.Select(tenant => tenant.Name) ?? [];

    private static CostSum Part(PlanCost? cost, string name) =>
        cost?.Tenants.Where(tenant => tenant.Name == name).Select(tenant => tenant.Cost).FirstOrDefault() ?? Nothing;
}
