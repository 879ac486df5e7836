using Xunit;

namespace Infra.Tests.Settings.Rules;

public class NetworkRulesTests
{
    [Theory]
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
