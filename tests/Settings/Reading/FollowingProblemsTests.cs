using Xunit;

namespace Infra.Tests.Settings.Reading;

/// <summary>What is wrong is told once: no rule draws conclusions from it.</summary>
public class FollowingProblemsTests
{
    [Theory]
    [InlineData("hcloud", "cluster", "7")]
    [InlineData("hcloud", "cluster.provider", "\"hetzner\"")]
    [InlineData("hcloud", "cluster.provider", null)]
    [InlineData("ssh", "cluster.provider", null)]
    [InlineData("hcloud", "cluster.network", "\"vpn\"")]
    [InlineData("ssh", "cluster.network", null)]
    [InlineData("hcloud", "cluster.network", "{\"type\": \"private\", \"range\": \"wide\"}")]
    [InlineData("hcloud", "cluster.location", "\"N B\"")]
    [InlineData("ssh", "cluster.location", "\"N B\"")]
    [InlineData("hcloud", "cluster.controlPlane", "7")]
    [InlineData("hcloud", "cluster.controlPlane", null)]
    [InlineData("ssh", "cluster.controlPlane", null)]
    [InlineData("ssh", "cluster.controlPlane.count", "2")]
    [InlineData("ssh", "cluster.controlPlane.hosts", "7")]
    [InlineData("ssh", "cluster.controlPlane.hosts", "[7]")]
    [InlineData("hcloud", "cluster.controlPlane.rebuild", "{\"server\": 4, \"why\": \"x\"}")]
    [InlineData("hcloud", "cluster.administrators.cidrs", "7")]
    [InlineData("hcloud", "cluster.administrators.cidrs", "[7]")]
    [InlineData("hcloud", "cluster.administrators.sshPublicKeys", "[7]")]
    [InlineData("hcloud", "cluster.certificates", "{\"issuer\": \"me\"}")]
    [InlineData("hcloud", "cluster.certificates.email", "7")]
    [InlineData("hcloud", "cluster.bgp", "{\"asn\": 1, \"peers\": 7}")]
    [InlineData("hcloud", "tenants", "7")]
    [InlineData("ssh", "tenants[0]", "7")]
    [InlineData("hcloud", "tenants[0].name", "\"A\"")]
    [InlineData("hcloud", "tenants[0].serverType", "\"A b\"")]
    [InlineData("ssh", "tenants[0].host", "7")]
    [InlineData("ssh", "tenants[0].host", "\"node\"")]
    [InlineData("hcloud", "tenants[0].host", "\"node\"")]
    [InlineData("ssh", "tenants[0].address", "\"elastic\"")]
    [InlineData("hcloud", "tenants[0].privateAddress", "\"fd00::1\"")]
    [InlineData("hcloud", "tenants[0].placementGroup", "41")]
    [InlineData("hcloud", "tenants[0].quota", "{\"pods\": 251}")]
    [InlineData("hcloud", "tenants[0].kubeletMaxPods", "9")]
    public void One_mistake_is_one_problem(string provider, string path, string? json) =>
        Assert.Single(SettingsText.Base(provider).With(path, json).Problems());

    [Fact]
    public void What_is_to_be_removed_need_not_be_right() => Assert.Equal(
        ["cluster.controlPlane.hosts goes with provider ssh alone; remove it: the servers are created",
            "tenants[0].host goes with provider ssh alone; remove it: the server is created; 'serverType' says which"],
        SettingsText.Hcloud().With("cluster.controlPlane.hosts", "[7]")
            .With("tenants[0].host", """{"port": 0, "colour": "red"}""").Problems());

    [Fact]
    public void A_wrong_flag_neither_asks_for_anything_nor_allows_it()
    {
        Assert.Single(SettingsText.Ssh().With("cluster.network", """{"type": "public", "dualStack": "maybe"}""")
            .With("tenants[0].address", "\"2001:db8::1\"").Problems());
        Assert.Single(SettingsText.Hcloud().With("cluster.controlPlane.openToTheWorld", "\"maybe\"")
            .With("cluster.administrators.cidrs", "[\"0.0.0.0/0\"]").Problems());
    }
}
