using Infra.Stacks.Providers.Pricing;

namespace Infra.Stacks.Providers.HCloud.Prices;

/// <summary>What servers and addresses on Hetzner Cloud cost.</summary>
internal sealed class HCloudPrices : ProviderPrices
{
    private const string Resource = "hcloud-prices.json";

    private static readonly Lazy<PriceList> Embedded = new(() => PriceListFile.Parse(Text()));

    /// <inheritdoc />
    public override PriceList List => Embedded.Value;

    /// <inheritdoc />
    public override string File => "stacks/Providers/HCloud/Prices/hcloud-prices.json";

    /// <inheritdoc />
    public override string Renewal => """
        With a token that can read, on a machine with a network:
          curl -fsS -H "Authorization: Bearer $HCLOUD_TOKEN" https://api.hetzner.cloud/v1/pricing > pricing.json
          ./build.sh prices --from pricing.json
        """;

    /// <inheritdoc />
    public override string LoadBalancer => "lb11";

    /// <inheritdoc />
    public override Charge? Of(IPlannedResource resource) => resource.Type switch
    {
        HCloudTypes.Server => new Charge(PriceKind.Server, Input(resource, "serverType"), Input(resource, "location")),
        HCloudTypes.PrimaryIp => new Charge(PriceKind.Address, Input(resource, "type"), Input(resource, "location")),
        HCloudTypes.FloatingIp => new Charge(PriceKind.FloatingAddress, Input(resource, "type"), Input(resource, "homeLocation")),
        _ => null,
    };

    /// <inheritdoc />
    public override PriceList Read(string answer, DateOnly date) => PricingAnswer.Read(answer, date);

    private static string Input(IPlannedResource resource, string name) => resource.Inputs[name]!.GetValue<string>();

    private static string Text()
    {
        using var stream = typeof(HCloudPrices).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
