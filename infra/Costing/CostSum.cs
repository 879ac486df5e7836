using System.Collections.Immutable;
using Infra.Stacks.Providers.Pricing;

namespace Infra.Costing;

/// <summary>What some resources cost together, per month.</summary>
/// <param name="Lines">The resources.</param>
public sealed record CostSum(ImmutableArray<CostLine> Lines)
{
    /// <summary>Net, in the list's currency, not rounded; without what the list lacks.</summary>
    public decimal Net => Lines.Sum(line => line.Price?.Net ?? 0);

    /// <summary>Outgoing traffic that is included, in TB; null: the list doesn't say it of every server.</summary>
    public decimal? TrafficTb => Lines.Where(line => line.Charge.Kind == PriceKind.Server)
        .Aggregate((decimal?)0, (sum, line) => sum + line.Price?.TrafficTb);

    /// <summary>What the list lacks, each once, in the ordinal order of its names.</summary>
    public ImmutableArray<Charge> Missing =>
    [
        .. Lines.Where(line => line.Price is null).Select(line => line.Charge).Distinct()
            .OrderBy(charge => $"{charge}", StringComparer.Ordinal),
    ];

    /// <summary>The same of the resources of some kinds.</summary>
    public CostSum Of(params PriceKind[] kinds) => new([.. Lines.Where(line => kinds.Contains(line.Charge.Kind))]);
}
