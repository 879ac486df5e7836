using Infra.Components.Grammars;
using Infra.Components.Tenants;
using Xunit;

namespace Infra.Tests.Settings.Grammars;

public sealed class QuantityTests
{
    /// <summary>The first is a person's, the second what the API answers with.</summary>
    [Theory]
    [InlineData("2", "2")]
    [InlineData("1.5", "1500m")]
    [InlineData("1500m", "1500m")]
    [InlineData("2000m", "2")]
    [InlineData("1.50", "1500m")]
    [InlineData("2.0", "2")]
    [InlineData("1000", "1k")]
    public void A_number_of_CPUs_is_spelt_as_Kubernetes_spells_it(string given, string kept) =>
        Assert.Equal(kept, Quota("cpu", given).Cpu);

    [Theory]
    [InlineData("1Gi", "1Gi")]
    [InlineData("1024Mi", "1Gi")]
    [InlineData("1536Mi", "1536Mi")]
    [InlineData("0.5Gi", "512Mi")]
    [InlineData("1.5Gi", "1536Mi")]
    [InlineData("2048Gi", "2Ti")]
    [InlineData("1000M", "1G")]
    [InlineData("1.5G", "1500M")]
    [InlineData("1073741824", "1073741824")]
    [InlineData("512000", "512k")]
    [InlineData("0.5Ki", "512")]
    [InlineData("0.001Ki", "1024m")]
    [InlineData("1000Ki", "1000Ki")]
    public void An_amount_of_bytes_is_spelt_as_Kubernetes_spells_it(string given, string kept)
    {
        // Memory is of the same form; of a quota, the ingress controller takes some first.
        Assert.Equal(kept, new ByteQuantity().Meaning(given));
        Assert.Equal(kept, Quota("storage", given).Storage);
        Assert.Equal(kept, Quota("ephemeralStorage", given).EphemeralStorage);
    }

    [Theory]
    [InlineData("1Gi", 1024)]
    [InlineData("0.001Ki", 1)]
    [InlineData("1048577", 2)]
    [InlineData("999999999999999Ti", 8796093022208)]
    public void An_amount_of_bytes_is_counted_in_MiB_up_to_what_Kubernetes_counts(string text, long mebibytes) =>
        Assert.Equal(mebibytes, Quantity.Mi(text));

    private static TenantQuota Quota(string key, string amount) =>
        SettingsText.Hcloud().With("tenants[0].quota", $$"""{"{{key}}": "{{amount}}"}""").Load().Tenants[0].Quota;
}
