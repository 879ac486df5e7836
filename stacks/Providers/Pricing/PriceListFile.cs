using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Infra.Stacks.Providers.Pricing;

/// <summary>The text of a price list's file, JSON. Prices are decimal texts: what is written is what is added up.</summary>
public static partial class PriceListFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads a list.</summary>
    /// <exception cref="FormatException">It can't be used. The message says what is wrong where.</exception>
    public static PriceList Parse(string text)
    {
        try
        {
            return List(JsonSerializer.Deserialize<FileForm>(text, Options) ?? throw new FormatException("The price list is empty."));
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The price list is malformed: {exception.Message}", exception);
        }
    }

    /// <summary>Writes a list, a price a line.</summary>
    public static string Write(PriceList list) => string.Join(
        '\n',
        [
            "{",
            $"""  "currency": "{list.Currency}",""",
            """  "sources": {""",
            string.Join(",\n", list.Sources.Select(source =>
                $"    {Json(source.Name)}: {Json(new SourceForm(source.Text, Day(source.Date)))}")),
            "  },",
            """  "prices": [""",
            string.Join(",\n", list.Prices.Select(price => $"    {Json(Form(price))}")),
            "  ]",
            "}",
            "",
        ]);

    private static PriceList List(FileForm file)
    {
        Require(Currency().IsMatch(file.Currency), $"currency '{file.Currency}' must be three capitals, such as EUR");
        Require(file.Prices.Length > 0, "prices must not be empty");
        var sources = file.Sources.ToDictionary(
            entry => entry.Key, entry => new PriceSource(entry.Key, entry.Value.Text, Day(entry.Key, entry.Value.Date)));
        var prices = file.Prices.Select((price, index) => Read(price, $"prices[{index}]", sources)).ToImmutableArray();
        foreach (var (name, _) in sources)
            Require(prices.Any(price => price.Source.Name == name), $"sources.{name} is the source of nothing");
        for (var index = 0; index < prices.Length; index++)
        {
            var price = prices[index];
            Require(
                !prices.Take(index).Any(other => Overlap(other, price)),
                $"prices[{index}] is a second price of {price.Kind} {price.Type} in one of its locations");
        }

        return new PriceList(file.Currency, prices);
    }

    private static Price Read(PriceForm price, string where, Dictionary<string, PriceSource> sources)
    {
        Require(Amount().IsMatch(price.Net), $"{where}.net '{price.Net}' must be a decimal such as 11.49");
        Require(price.TrafficTb is null || Amount().IsMatch(price.TrafficTb), $"{where}.trafficTb '{price.TrafficTb}' must be a decimal");
        Require(price.Type.Length > 0, $"{where}.type must not be empty");
        Require(price.Locations.All(location => location.Length > 0), $"{where}.locations must be names");
        Require(sources.ContainsKey(price.Source), $"{where}.source '{price.Source}' is none of the sources");
        return new Price(
            price.Kind,
            price.Type,
            [.. price.Locations.Order(StringComparer.Ordinal)],
            Number(price.Net),
            price.TrafficTb is null ? null : Number(price.TrafficTb),
            sources[price.Source]);
    }

    private static bool Overlap(Price one, Price other) => one.Kind == other.Kind && one.Type == other.Type
        && (one.Locations.IsEmpty || other.Locations.IsEmpty || one.Locations.Intersect(other.Locations).Any());

    private static PriceForm Form(Price price) => new(
        price.Kind,
        price.Type,
        [.. price.Locations],
        Text(price.Net, "0.00########"),
        price.Source.Name,
        price.TrafficTb is { } traffic ? Text(traffic, "0.##########") : null);

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, Options);

    private static void Require(bool condition, string rule)
    {
        if (!condition) throw new FormatException($"The price list can't be used: {rule}.");
    }

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static string Text(decimal number, string format) => number.ToString(format, CultureInfo.InvariantCulture);

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Day(string source, string text)
    {
        Require(
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date),
            $"sources.{source}.date '{text}' must be a date such as 2026-09-09");
        return date;
    }

    [GeneratedRegex(@"\A[A-Z]{3}\z")]
    private static partial Regex Currency();

    [GeneratedRegex(@"\A(0|[1-9][0-9]{0,8})(\.[0-9]{1,10})?\z")]
    private static partial Regex Amount();

    private sealed record FileForm(string Currency, Dictionary<string, SourceForm> Sources, PriceForm[] Prices);

    private sealed record SourceForm(string Text, string Date);

    private sealed record PriceForm(
        PriceKind Kind, string Type, string[] Locations, string Net, string Source, string? TrafficTb = null);
}
