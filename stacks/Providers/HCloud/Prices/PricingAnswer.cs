using System.Globalization;
using System.Text.Json;
using Infra.Stacks.Providers.Pricing;

namespace Infra.Stacks.Providers.HCloud.Prices;

/// <summary>
/// What Hetzner's API answers to <c>GET /v1/pricing</c> (https://docs.hetzner.cloud/reference/cloud#pricing): prices by location, in the
/// currency of the project's owner, as decimal texts, net and with VAT. Traffic that is included is in bytes, a TB has 1024⁴.
/// </summary>
internal static class PricingAnswer
{
    private const string SourceName = "api";
    private const decimal BytesOfTb = 1024m * 1024 * 1024 * 1024;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Makes a list of an answer.</summary>
    public static PriceList Read(string answer, DateOnly date)
    {
        var source = new PriceSource(SourceName, "Hetzner Cloud API, GET /v1/pricing", date);
        try
        {
            var pricing = JsonSerializer.Deserialize<Answer>(answer, Options)?.Pricing
                ?? throw new FormatException("it is empty");
            var prices = pricing.ServerTypes.SelectMany(type => Prices(PriceKind.Server, type.Name, type.Prices, source))
                .Concat(pricing.PrimaryIps.SelectMany(type => Prices(PriceKind.Address, type.Type, type.Prices, source)))
                .Concat(pricing.FloatingIps.SelectMany(type => Prices(PriceKind.FloatingAddress, type.Type, type.Prices, source)))
                .Concat(pricing.LoadBalancerTypes.SelectMany(type => Prices(PriceKind.LoadBalancer, type.Name, type.Prices, source)));
            // Once through the file's own rules, so that what is written can be read.
            return PriceListFile.Parse(PriceListFile.Write(new PriceList(pricing.Currency, [.. prices])));
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new FormatException($"is no answer of GET /v1/pricing: {exception.Message}", exception);
        }
    }

    // Locations that cost the same share an entry.
    private static IEnumerable<Price> Prices(PriceKind kind, string type, Located[] located, PriceSource source) => located
        .GroupBy(price => (Net: Number(price.PriceMonthly.Net), price.IncludedTraffic))
        .Select(group => new Price(
            kind,
            type,
            [.. group.Select(price => price.Location).Order(StringComparer.Ordinal)],
            group.Key.Net,
            group.Key.IncludedTraffic / BytesOfTb,
            source));

    private static decimal Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"the price '{text}' isn't a decimal");

    private sealed record Answer(Pricing Pricing);

    private sealed record Pricing(
        string Currency, NamedType[] ServerTypes, AddressType[] PrimaryIps, AddressType[] FloatingIps, NamedType[] LoadBalancerTypes);

    private sealed record NamedType(string Name, Located[] Prices);

    private sealed record AddressType(string Type, Located[] Prices);

    private sealed record Located(string Location, Amount PriceMonthly, decimal? IncludedTraffic = null);

    private sealed record Amount(string Net);
}
