using Xunit;

namespace Infra.Tests.Settings.Grammars;

public class AddressTests
{
    [Theory]
    [InlineData("ssh", "tenants[1].address", "\"primry\"",
        "tenants[1].address 'primry' must be primary, floating or an IP address; did you mean 'primary'?")]
    [InlineData("ssh", "tenants[1].address", "\"203.0.113\"",
        "tenants[1].address '203.0.113' must be primary, floating or an IP address; write one like 203.0.113.10, or leave it out for "
        + "primary")]
    [InlineData("ssh", "tenants[0].host", "\"node.example.com\"",
        "tenants[0].host 'node.example.com' must be the machine's IPv4 address; write it like 203.0.113.10; names are not looked up")]
    [InlineData("ssh", "tenants[0].host", "\"010.0.0.1\"",
        "tenants[0].host '010.0.0.1' must be the machine's IPv4 address; write it like 203.0.113.10; names are not looked up")]
    [InlineData("ssh", "tenants[1].host.privateAddress", "\"fd00::1\"",
        "tenants[1].host.privateAddress 'fd00::1' must be an IPv4 address of a machine; write it like 203.0.113.10")]
    [InlineData("ssh", "tenants[1].host.ipv6Address", "\"203.0.113.9\"",
        "tenants[1].host.ipv6Address '203.0.113.9' must be an IPv6 address of a machine; write it like 2001:db8::10")]
    [InlineData("hcloud", "cluster.administrators.cidrs", "[\"203.0.113.7\"]",
        "cluster.administrators.cidrs[0] '203.0.113.7' must be an address range in CIDR notation, with no bit set after the prefix; "
        + "try '203.0.113.7/32'")]
    [InlineData("hcloud", "cluster.administrators.cidrs", "[\"203.0.113.7/24\"]",
        "cluster.administrators.cidrs[0] '203.0.113.7/24' must be an address range in CIDR notation, with no bit set after the "
        + "prefix; try '203.0.113.0/24'")]
    [InlineData("hcloud", "cluster.administrators.cidrs", "[\"home\"]",
        "cluster.administrators.cidrs[0] 'home' must be an address range in CIDR notation, with no bit set after the prefix; write it "
        + "like 203.0.113.0/24")]
    [InlineData("hcloud", "cluster.network", "{\"type\": \"private\", \"range\": \"10.0.0.1/16\"}",
        "cluster.network.range '10.0.0.1/16' must be an address range in CIDR notation, with no bit set after the prefix; try "
        + "'10.0.0.0/16'")]
    [InlineData("hcloud", "cluster.network", "{\"type\": \"private\", \"range\": \"203.0.113.0/24\"}",
        "cluster.network.range '203.0.113.0/24' must lie within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 (RFC 1918); use one such "
        + "as 10.0.0.0/16")]
    [InlineData("hcloud", "cluster.network", "{\"type\": \"private\", \"range\": \"10.0.0.0/25\"}",
        "cluster.network.range '10.0.0.0/25' must be a /8 to /24; use one such as 10.0.0.0/16")]
    [InlineData("hcloud", "cluster.network", "{\"type\": \"private\", \"range\": \"10.40.0.0/14\"}",
        "cluster.network.range '10.40.0.0/14' must not overlap 10.42.0.0/16, which K3s uses for pods; use one such as 10.0.0.0/16")]
    [InlineData("hcloud", "cluster.network", "{\"type\": \"private\", \"range\": \"10.43.8.0/24\"}",
        "cluster.network.range '10.43.8.0/24' must not overlap 10.43.0.0/16, which K3s uses for Services; use one such as 10.0.0.0/16")]
    [InlineData("hcloud", "cluster.network", "{\"type\": \"private\", \"range\": \"fd00::/24\"}",
        "cluster.network.range 'fd00::/24' must be an IPv4 range; use one such as 10.0.0.0/16")]
    [InlineData("hcloud", "cluster.network", "{\"type\": \"private\", \"range\": \"wide\"}",
        "cluster.network.range 'wide' must be an address range in CIDR notation, with no bit set after the prefix; write it like "
        + "203.0.113.0/24")]
    [InlineData("hcloud", "cluster.bgp", "{\"asn\": 64512, \"peers\": [{\"address\": \"router\", \"asn\": 1}]}",
        "cluster.bgp.peers[0].address 'router' must be an IPv4 or IPv6 address; write it like 203.0.113.10 or 2001:db8::10")]
    public void A_wrong_address_is_refused(string provider, string path, string? json, params string[] problems) =>
        Assert.Equal(problems, SettingsText.Base(provider).With(path, json).Problems());
}
