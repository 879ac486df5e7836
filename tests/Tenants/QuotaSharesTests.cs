using Infra.Components.Tenants;
using Xunit;

namespace Infra.Tests.Tenants;

public sealed class QuotaSharesTests
{
    private static readonly TenantQuota Quota = new();

    [Fact]
    public void A_share_is_a_part_of_everything() => Assert.Equal(
        new TenantQuota { Cpu = "375m", Memory = "256Mi", EphemeralStorage = "2560Mi", Storage = "5Gi", Pods = 10 },
        QuotaShares.Part(Quota, 25));

    [Fact]
    public void The_first_namespace_keeps_what_no_other_has() => Assert.Equal(
        new TenantQuota { Cpu = "975m", Memory = "666Mi", EphemeralStorage = "6656Mi", Storage = "13Gi", Pods = 26 },
        QuotaShares.Rest(Quota, [25, 10]));

    [Fact]
    public void Without_others_it_keeps_everything_as_it_was_written()
    {
        var quota = Quota with { Memory = "1.5Gi", Storage = "0.001" };
        Assert.Same(quota, QuotaShares.Rest(quota, []));
    }

    [Theory]
    [InlineData("1Gi", 33, "337Mi", "687Mi")]
    [InlineData("500M", 25, "125M", "375M")]
    [InlineData("1.5Gi", 10, "153Mi", "1383Mi")]
    [InlineData("3Mi", 20, "0", "3Mi")]
    [InlineData("1", 90, "0", "1")]
    public void Amounts_are_rounded_down_and_nothing_is_lost(string memory, int percent, string part, string rest)
    {
        var quota = Quota with { Memory = memory };
        Assert.Equal((part, rest), (QuotaShares.Part(quota, percent).Memory, QuotaShares.Rest(quota, [percent]).Memory));
    }
}
