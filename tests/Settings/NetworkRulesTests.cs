using Xunit;

namespace Infra.Tests.Settings;

public class NetworkRulesTests
{
    [Theory]
    [InlineData("hcloud", "cluster.network", "\"privat\"",
        "cluster.network 'privat' must be private or public; did you mean 'private'?")]
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
    [InlineData("hcloud", "cluster.network", "{\"range\": \"10.0.0.0/16\"}",
        "cluster.network.type is missing; add 'type: private' or 'type: public'")]
    [InlineData("hcloud", "cluster.network", "{\"type\": \"public\", \"range\": \"10.0.0.0/16\"}",
        "cluster.network.range '10.0.0.0/16' needs a private network; remove it, or set 'type: private'")]
    [InlineData("hcloud", "cluster.network", "{\"type\": \"private\", \"dualStack\": true}",
        "cluster.network.dualStack 'true' goes with provider ssh alone: servers on Hetzner Cloud serve their tenants at IPv4 "
        + "addresses; remove it")]
    [InlineData("ssh", "tenants[0].address", "\"2001:db8::1\"",
        "tenants[0].address '2001:db8::1' is an IPv6 address, and the cluster has IPv4 alone; set cluster.network.dualStack: true, or "
        + "use an IPv4 address")]
    [InlineData("ssh", "cluster.network", "{\"type\": \"public\", \"dualStack\": true}",
        "cluster.controlPlane.hosts[0].ipv6Address is missing, and the network is dual-stack; give the machine's IPv6 address, or set "
        + "cluster.network.dualStack: false",
        "tenants[0].host.ipv6Address is missing, and the network is dual-stack; give the machine's IPv6 address, or set "
        + "cluster.network.dualStack: false",
        "tenants[1].host.ipv6Address is missing, and the network is dual-stack; give the machine's IPv6 address, or set "
        + "cluster.network.dualStack: false")]
    public void A_wrong_network_is_refused(string provider, string path, string? json, params string[] problems) =>
        Assert.Equal(problems, SettingsText.Base(provider).With(path, json).Problems());
}
