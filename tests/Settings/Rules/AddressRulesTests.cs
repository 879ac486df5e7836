using System.Text.Json.Nodes;
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
    [InlineData("ssh", "tenants[0].host", "\"127.0.0.1\"",
        "tenants[0].host '127.0.0.1' lies in 127.0.0.0/8, which each machine keeps for itself (loopback); give the address at which "
        + "others reach the machine")]
    [InlineData("ssh", "cluster.controlPlane.hosts[0]", "\"10.43.0.10\"",
        "cluster.controlPlane.hosts[0] '10.43.0.10' lies in 10.43.0.0/16, which K3s uses for Services; move the machine to another "
        + "network: the cluster's ranges are fixed")]
    [InlineData("ssh", "tenants[1].host.privateAddress", "\"169.254.3.4\"",
        "tenants[1].host.privateAddress '169.254.3.4' lies in 169.254.0.0/16, which no router leads to (link-local); give the address at "
        + "which others reach the machine")]
    [InlineData("ssh", "tenants[1].host.ipv6Address", "\"fe80::7\"",
        "tenants[1].host.ipv6Address 'fe80::7' lies in fe80::/10, which no router leads to (link-local); give the address at which others "
        + "reach the machine")]
    [InlineData("ssh", "tenants[1].host.ipv6Address", "\"fd42:6b33:7300::7\"",
        "tenants[1].host.ipv6Address 'fd42:6b33:7300::7' lies in fd42:6b33:7300::/56, which K3s uses for pods; move the machine to another "
        + "network: the cluster's ranges are fixed")]
    [InlineData("ssh", "tenants[1].address", "\"10.43.0.10\"",
        "tenants[1].address '10.43.0.10' lies in 10.43.0.0/16, which K3s uses for Services; move the tenant to another network: the "
        + "cluster's ranges are fixed")]
    [InlineData("ssh", "cluster.bgp", """{ "asn": 64512, "peers": [{ "address": "127.0.0.1", "asn": 64513 }] }""",
        "cluster.bgp.peers[0].address '127.0.0.1' lies in 127.0.0.0/8, which each machine keeps for itself (loopback); give the address at "
        + "which others reach the router")]
    public void A_wrong_address_is_refused(string provider, string path, string? json, params string[] problems) =>
        Assert.Equal(problems, SettingsText.Base(provider).With(path, json).Problems());

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    public void An_address_that_nobody_has_is_no_machines(string address) => Assert.Equal(
        [$"tenants[0].host '{address}' must be the machine's IPv4 address; write it like 203.0.113.10; names are not looked up"],
        SettingsText.Ssh().With("tenants[0].host", $"\"{address}\"").Problems());

    [Fact]
    public void A_tenant_behind_a_one_to_one_NAT_has_its_hosts_private_address() => Assert.Empty(Translated().Problems());

    [Fact]
    public void Anothers_private_address_is_no_tenants() => Assert.Equal(
        ["tenants[1].address '10.0.0.2' is claimed by tenants[0].host.privateAddress, too; give each its own address"],
        Translated().With("tenants[0].address", null).With("tenants[1].address", "\"10.0.0.2\"").Problems());

    [SharedFact]
    public void Hosts_in_the_clusters_own_ranges_are_refused() => Assert.Equal(
        [
            "cluster.controlPlane.hosts[0] '10.42.0.10' lies in 10.42.0.0/16, which K3s uses for pods; "
            + "move the machine to another network: the cluster's ranges are fixed",
            "tenants[0].host.address '10.42.0.21' lies in 10.42.0.0/16, which K3s uses for pods; "
            + "move the machine to another network: the cluster's ranges are fixed",
            "tenants[1].host '127.0.0.1' lies in 127.0.0.0/8, which each machine keeps for itself (loopback); "
            + "give the address at which others reach the machine",
            "tenants[1].address '10.43.0.10' lies in 10.43.0.0/16, which K3s uses for Services; "
            + "move the tenant to another network: the cluster's ranges are fixed",
        ],
        SharedCase.Read("05-hosts-in-the-clusters-own-ranges").Problems());

    private static JsonObject Translated() => SettingsText.Ssh()
        .With("cluster.network", "\"private\"")
        .With("cluster.controlPlane.hosts[0]", """{ "address": "203.0.113.1", "privateAddress": "10.0.0.1" }""")
        .With("tenants[0].host", """{ "address": "203.0.113.11", "privateAddress": "10.0.0.2" }""")
        .With("tenants[1].host.privateAddress", "\"10.0.0.4\"")
        .With("tenants[0].address", "\"10.0.0.2\"");
}
