using System.Globalization;
using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>What things cost: plausible, and nobody's bill.</summary>
internal static class Prices
{
    private const decimal HoursOfMonth = 672;
    private const decimal Gross = 1.19m;
    private const decimal AddressPrice = 0.5m;
    private const decimal FloatingPrice = 3;
    private const long IncludedTraffic = 20L * 1024 * 1024 * 1024 * 1024;

    /// <summary>A price at a location.</summary>
    public static JsonObject At(Location location, decimal month) => new()
    {
        ["location"] = location.Name,
        ["price_hourly"] = Amount(month / HoursOfMonth),
        ["price_monthly"] = Amount(month),
        ["included_traffic"] = IncludedTraffic,
        ["price_per_tb_traffic"] = Amount(1),
    };

    /// <summary>The answer to <c>GET /pricing</c>.</summary>
    public static JsonObject Show() => new()
    {
        ["currency"] = "EUR",
        ["vat_rate"] = "19.00",
        ["image"] = new JsonObject { ["price_per_gb_month"] = Amount(0.011m) },
        ["volume"] = new JsonObject { ["price_per_gb_month"] = Amount(0.044m) },
        ["server_backup"] = new JsonObject { ["percentage"] = "20.00" },
        ["primary_ips"] = new JsonArray(Addresses("ipv4", AddressPrice), Addresses("ipv6", 0)),
        ["floating_ips"] = new JsonArray(Addresses("ipv4", FloatingPrice), Addresses("ipv6", FloatingPrice)),
        ["load_balancer_types"] = new JsonArray(),
        ["server_types"] = new JsonArray([.. Catalog.ServerTypes.Select(type => new JsonObject
        {
            ["id"] = type.Id,
            ["name"] = type.Name,
            ["prices"] = type.ShowPrices(),
        })]),
    };

    private static JsonObject Addresses(string type, decimal month) => new()
    {
        ["type"] = type,
        ["prices"] = new JsonArray([.. Catalog.Locations.Select(location => At(location, month))]),
    };

    private static JsonObject Amount(decimal net) => new() { ["net"] = Text(net), ["gross"] = Text(net * Gross) };

    private static string Text(decimal amount) => amount.ToString("F10", CultureInfo.InvariantCulture);
}
