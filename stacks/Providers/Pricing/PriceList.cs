using System.Collections.Immutable;

namespace Infra.Stacks.Providers.Pricing;

/// <summary>A provider's prices. What it lacks has no price here: nothing is guessed.</summary>
/// <param name="Currency">The currency (ISO 4217).</param>
/// <param name="Prices">The prices; of no charge more than one.</param>
public sealed record PriceList(string Currency, ImmutableArray<Price> Prices)
{
    /// <summary>The sources, in the ordinal order of their names.</summary>
    public IEnumerable<PriceSource> Sources =>
        Prices.Select(price => price.Source).Distinct().OrderBy(source => source.Name, StringComparer.Ordinal);

    /// <summary>When the oldest of the prices was read.</summary>
    public DateOnly Date => Prices.Min(price => price.Source.Date);

    /// <summary>The price of something; null: the list lacks it.</summary>
    public Price? Of(Charge charge) => Prices.FirstOrDefault(price => price.IsOf(charge));
}
