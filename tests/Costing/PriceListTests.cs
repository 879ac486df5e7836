using Infra.Stacks.Providers;
using Infra.Stacks.Providers.HCloud;
using Infra.Stacks.Providers.Pricing;
using Xunit;

namespace Infra.Tests.Costing;

public sealed class PriceListTests
{
    private const string Good = """
        {
          "currency": "EUR",
          "sources": { "page": { "text": "a page", "date": "2026-09-09" } },
          "prices": [
            { "kind": "server", "type": "a1", "locations": ["x"], "net": "1.50", "source": "page", "trafficTb": "0.5" },
            { "kind": "server", "type": "a1", "locations": ["y"], "net": "2.005", "source": "page" }
          ]
        }
        """;

    private static readonly ProviderPrices Prices = NodeProviders.Get<HCloudProvider>().Prices;

    [Fact]
    public void A_list_says_what_its_text_says()
    {
        var list = PriceListFile.Parse(Good);
        Assert.Equal((1.50m, 0.5m), (list.Of(new Charge(PriceKind.Server, "a1", "x"))!.Net, list.Prices[0].TrafficTb));
        Assert.Equal(2.005m, list.Of(new Charge(PriceKind.Server, "a1", "y"))!.Net);
        Assert.Null(list.Of(new Charge(PriceKind.Server, "a1", "z")));
        Assert.Null(list.Of(new Charge(PriceKind.LoadBalancer, "a1", "x")));
        Assert.Equal(new DateOnly(2026, 9, 9), list.Date);
    }

    [Theory]
    [InlineData("\"EUR\"", "\"euro\"", "currency 'euro'")]
    [InlineData("\"1.50\"", "\"1,50\"", "prices[0].net '1,50'")]
    [InlineData("\"1.50\"", "\"-1.50\"", "prices[0].net '-1.50'")]
    [InlineData("\"1.50\"", "\"1e3\"", "prices[0].net '1e3'")]
    [InlineData("\"1.50\"", "1.50", "malformed")]
    [InlineData("\"1.50\"", "null", "malformed")]
    [InlineData("\"0.5\"", "\"much\"", "prices[0].trafficTb 'much'")]
    [InlineData("2026-09-09", "09.09.2026", "sources.page.date '09.09.2026'")]
    [InlineData("\"source\": \"page\" }", "\"source\": \"hearsay\" }", "prices[1].source 'hearsay'")]
    [InlineData("[\"y\"]", "[\"x\", \"y\"]", "prices[1] is a second price")]
    [InlineData("[\"y\"]", "[]", "prices[1] is a second price")]
    [InlineData("\"kind\": \"server\"", "\"kind\": \"castle\"", "malformed")]
    [InlineData("\"kind\": \"server\"", "\"kind\": 0", "malformed")]
    [InlineData("\"type\": \"a1\"", "\"tipe\": \"a1\"", "malformed")]
    [InlineData("\"type\": \"a1\"", "\"type\": \"\"", "prices[0].type")]
    [InlineData("\"currency\": \"EUR\",", "\"currency\": \"EUR\", \"currency\": \"USD\",", "malformed")]
    [InlineData("\"sources\": {", "\"sources\": { \"other\": { \"text\": \"x\", \"date\": \"2026-09-09\" },", "sources.other")]
    public void A_list_that_breaks_a_rule_is_refused_with_the_place(string old, string with, string expected)
    {
        var index = Good.IndexOf(old, StringComparison.Ordinal);
        var text = Good[..index] + with + Good[(index + old.Length)..];
        Assert.Contains(expected, Assert.Throws<FormatException>(() => PriceListFile.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_shipped_list_is_written_as_it_would_be_written_anew() => Assert.Equal(
        File.ReadAllText(Path.Combine(SharedFolder.Checkout, Prices.File)), PriceListFile.Write(Prices.List));

    [Fact]
    public void The_shipped_list_has_what_the_alternatives_need() => Assert.All(
        ["fsn1", "hel1", "nbg1"],
        location => Assert.NotNull(Prices.List.Of(new Charge(PriceKind.LoadBalancer, Prices.LoadBalancer, location))));

    [Fact]
    public void Every_source_says_what_and_when() => Assert.All(Prices.List.Sources, source =>
    {
        Assert.Contains("https://", source.Text, StringComparison.Ordinal);
        Assert.InRange(source.Date, new DateOnly(2026, 6, 15), DateOnly.FromDateTime(DateTime.UtcNow));
    });
}
