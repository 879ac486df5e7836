using System.Collections.Immutable;

namespace Infra.Stacks.Providers.Pricing;

/// <summary>What something costs.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Type">The type, such as <c>cpx22</c> or <c>ipv4</c>.</param>
/// <param name="Locations">Where it holds, in ordinal order; none: everywhere.</param>
/// <param name="Net">Per month, at most, in the list's currency, without VAT.</param>
/// <param name="TrafficTb">Outgoing traffic per month that is included, in TB; null: the source doesn't say.</param>
/// <param name="Source">Where it is from, and when it was read.</param>
public sealed record Price(
    PriceKind Kind, string Type, ImmutableArray<string> Locations, decimal Net, decimal? TrafficTb, PriceSource Source)
{
    /// <summary>Whether something costs this.</summary>
    public bool IsOf(Charge charge) => Kind == charge.Kind && Type == charge.Type
        && (Locations.IsEmpty || Locations.Contains(charge.Location));
}
