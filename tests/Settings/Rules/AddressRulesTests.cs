using Xunit;

namespace Infra.Tests.Settings.Rules;

public class AddressRulesTests
{
    [Theory]
    [InlineData("ssh", "tenants[1].host.address", "\"203.0.113.11\"",
        "tenants[1].host.address '203.0.113.11' is claimed by tenants[0].host, too; give each its own address")]
    [InlineData("ssh", "tenants[1].host.address", "\"203.0.113.1\"",
        "tenants[1].host.address '203.0.113.1' is claimed by cluster.controlPlane.hosts[0], too; give each its own address")]
    [InlineData("ssh", "tenants[1].address", "\"203.0.113.11\"",
        "tenants[1].address '203.0.113.11' is claimed by tenants[0].host, too; give each its own address")]
    [InlineData("ssh", "tenants[1].address", "\"203.0.113.12\"",
        "tenants[1].address '203.0.113.12' is the host's own address; use primary")]
    [InlineData("ssh", "cluster.network", "\"private\"",
        "cluster.controlPlane.hosts[0].privateAddress is missing, and the network is private; give the machine's address in "
        + "cluster.network.range, or set cluster.network: public",
        "tenants[0].host.privateAddress is missing, and the network is private; give the machine's address in cluster.network.range, "
        + "or set cluster.network: public",
        "tenants[1].host.privateAddress is missing, and the network is private; give the machine's address in cluster.network.range, "
        + "or set cluster.network: public")]
    [InlineData("hcloud", "tenants[0].privateAddress", "\"10.1.0.7\"",
        "tenants[0].privateAddress '10.1.0.7' must lie within the private network 10.0.0.0/16; use one such as 10.0.84.170")]
    [InlineData("hcloud", "tenants[0].privateAddress", "\"10.0.0.0\"",
        "tenants[0].privateAddress '10.0.0.0' is the network's or the broadcast address of 10.0.0.0/16; use one such as 10.0.84.170")]
    [InlineData("hcloud", "tenants[0].privateAddress", "\"10.0.255.255\"",
        "tenants[0].privateAddress '10.0.255.255' is the network's or the broadcast address of 10.0.0.0/16; use one such as 10.0.84.170")]
    [InlineData("hcloud", "tenants[0].privateAddress", "\"10.0.0.1\"",
        "tenants[0].privateAddress '10.0.0.1' is the gateway of 10.0.0.0/16, which Hetzner keeps; use one such as 10.0.84.170")]
    [InlineData("hcloud", "tenants[0].privateAddress", "\"10.0.0.11\"",
        "tenants[0].privateAddress '10.0.0.11' is the address of control plane server 1, too; try privateAddress: 10.0.101.63")]
    public void A_wrong_address_is_refused(string provider, string path, string? json, params string[] problems) =>
        Assert.Equal(problems, SettingsText.Base(provider).With(path, json).Problems());
}
