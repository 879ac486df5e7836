using Infra.Stacks.Providers;
using Infra.Stacks.Providers.HCloud;
using Infra.Stacks.Providers.Pricing;
using Xunit;

namespace Infra.Tests.Providers.HCloud;

public sealed class ServerTypesTests
{
    [Theory]
    [InlineData("cpx12", "cpx22")]
    [InlineData("cpx22", "cpx21")]
    [InlineData("cx33", "ccx13")]
    [InlineData("cax11", "cax21")]
    // What isn't known here is for the provider to say.
    [InlineData("cpx22", "cpx99")]
    [InlineData("cpx99", "cpx12")]
    public void A_type_with_the_same_or_a_larger_disk_of_the_same_architecture_can_follow(string before, string after) =>
        Assert.Null(ServerTypes.ChangeProblem(before, after));

    [Theory]
    [InlineData("cpx22", "cpx12", "has a disk of 40 GB, and the server's has 80, which can't shrink")]
    [InlineData("cpx62", "ccx33", "has a disk of 240 GB, and the server's has 640, which can't shrink")]
    [InlineData("cpx12", "cax11", "is arm64, and the server's system is amd64")]
    [InlineData("cax41", "cpx62", "is amd64, and the server's system is arm64")]
    public void A_smaller_disk_or_another_architecture_cannot(string before, string after, string problem) =>
        Assert.Equal(problem, ServerTypes.ChangeProblem(before, after));

    [Fact]
    public void A_server_that_was_smaller_once_has_its_small_disk_still_and_can_go_back() =>
        Assert.Null(ServerTypes.ChangeProblem("cpx22", "cpx12", diskGb: 40));

    [Fact]
    public void Each_type_that_has_a_price_is_known_with_memory_disk_and_architecture() => Assert.All(
        NodeProviders.Get<HCloudProvider>().Prices!.List.Prices.Where(price => price.Kind == PriceKind.Server)
            .Select(price => price.Type).Distinct(StringComparer.Ordinal),
        type =>
        {
            Assert.NotNull(ServerTypes.MemoryMi(type));
            Assert.NotNull(ServerTypes.DiskGb(type));
            Assert.NotNull(ServerTypes.Architecture(type));
        });
}
