using Infra.Stacks.Providers;
using Infra.Stacks.Providers.HCloud;
using Infra.Stacks.Providers.Pricing;
using Infra.Tests.Planning;
using Xunit;

namespace Infra.Tests.Costing;

public sealed class PricesCommandTests
{
    // Made up, in the form of https://docs.hetzner.cloud/reference/cloud#pricing.
    private const string Answer = """
        {
          "pricing": {
            "currency": "EUR",
            "vat_rate": "19.00",
            "image": { "price_per_gb_month": { "net": "0.0100000000", "gross": "0.0119000000000000" } },
            "server_backup": { "percentage": "20.0000000000" },
            "server_types": [
              { "id": 1, "name": "tiny1", "prices": [
                { "location": "nbg1", "price_hourly": { "net": "0.0010000000", "gross": "0.0011900000000000" },
                  "price_monthly": { "net": "3.2500000000", "gross": "3.8675000000000000" }, "included_traffic": 21990232555520,
                  "price_per_tb_traffic": { "net": "1.0000000000", "gross": "1.1900000000000000" } },
                { "location": "fsn1", "price_monthly": { "net": "3.2500000000", "gross": "3.8675000000000000" },
                  "included_traffic": 21990232555520 },
                { "location": "sin", "price_monthly": { "net": "4.0000000000", "gross": "4.7600000000000000" },
                  "included_traffic": 549755813888 } ] } ],
            "primary_ips": [ { "type": "ipv4", "prices": [
              { "location": "nbg1", "price_monthly": { "net": "0.6000000000", "gross": "0.7140000000000000" } } ] } ],
            "floating_ip": { "price_monthly": { "net": "9.0000000000", "gross": "10.7100000000000000" } },
            "floating_ips": [ { "type": "ipv4", "prices": [
              { "location": "nbg1", "price_monthly": { "net": "3.1000000000", "gross": "3.6890000000000000" } } ] } ],
            "load_balancer_types": [ { "id": 1, "name": "lb11", "prices": [
              { "location": "nbg1", "price_monthly": { "net": "5.0000000000", "gross": "5.9500000000000000" },
                "included_traffic": 1099511627776 } ] } ],
            "volume": { "price_per_gb_month": { "net": "0.0500000000", "gross": "0.0595000000000000" } }
          }
        }
        """;

    private static readonly ProviderPrices Prices = NodeProviders.Get<HCloudProvider>().Prices;

    [Fact]
    public async Task The_list_its_age_and_its_renewal_are_told()
    {
        using var workplace = new Workplace();
        var (status, output, error) = await workplace.RunAsync(["prices"]);
        Assert.Equal((0, ""), (status, error));
        Assert.Contains("days ago", output, StringComparison.Ordinal);
        Assert.Contains("./build.sh prices --from", output, StringComparison.Ordinal);
        Assert.All(Prices.List.Prices, price => Assert.Contains(price.Type, output, StringComparison.Ordinal));
        Assert.All(Prices.List.Sources, source => Assert.Contains(source.Text, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_of_the_API_becomes_the_list()
    {
        using var workplace = new Workplace();
        workplace.Write(Prices.File, "old");
        workplace.Write("pricing.json", Answer);
        var (status, output, error) = await workplace.RunAsync(["prices", "--from", "pricing.json"]);
        Assert.Equal((0, ""), (status, error));
        Assert.Contains("5 prices", output, StringComparison.Ordinal);
        var list = PriceListFile.Parse(await File.ReadAllTextAsync(workplace.At(Prices.File)));
        Assert.Equal("EUR", list.Currency);
        Assert.Equal(
            [
                (PriceKind.Server, "tiny1", "fsn1 nbg1", 3.25m, 20m),
                (PriceKind.Server, "tiny1", "sin", 4m, 0.5m),
                (PriceKind.Address, "ipv4", "nbg1", 0.6m, null),
                (PriceKind.FloatingAddress, "ipv4", "nbg1", 3.1m, null),
                (PriceKind.LoadBalancer, "lb11", "nbg1", 5m, 1m),
            ],
            list.Prices.Select(price => (price.Kind, price.Type, string.Join(' ', price.Locations), price.Net, price.TrafficTb)));
    }

    [Theory]
    [InlineData("\"3.2500000000\"", "\"much\"", "'much'")]
    [InlineData("\"pricing\"", "\"error\"", "GET /v1/pricing")]
    [InlineData("\"currency\": \"EUR\"", "\"currency\": \"euro\"", "currency 'euro'")]
    [InlineData("\"location\": \"fsn1\"", "\"place\": \"fsn1\"", "location")]
    [InlineData("{", "", "GET /v1/pricing")]
    public async Task What_is_no_answer_leaves_the_list_as_it_is(string old, string with, string expected)
    {
        using var workplace = new Workplace();
        workplace.Write(Prices.File, "old");
        var index = Answer.IndexOf(old, StringComparison.Ordinal);
        workplace.Write("pricing.json", Answer[..index] + with + Answer[(index + old.Length)..]);
        await AssertRefused(workplace, expected);
        Assert.Equal("old", await File.ReadAllTextAsync(workplace.At(Prices.File)));
    }

    [Fact]
    public async Task A_file_that_is_missing_is_told()
    {
        using var workplace = new Workplace();
        workplace.Write(Prices.File, "old");
        await AssertRefused(workplace, "pricing.json");
    }

    [Fact]
    public async Task Outside_of_a_checkout_there_is_no_list_to_renew()
    {
        using var workplace = new Workplace();
        workplace.Write("pricing.json", Answer);
        await AssertRefused(workplace, "run it in a checkout");
    }

    private static async Task AssertRefused(Workplace workplace, string expected)
    {
        var (status, output, error) = await workplace.RunAsync(["prices", "--from", "pricing.json"]);
        Assert.Equal((2, ""), (status, output));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }
}
