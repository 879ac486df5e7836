using Xunit;

namespace Infra.Tests.Settings.Rules;

public class ProviderRulesTests
{
    [Theory]
    [InlineData("ssh", "cluster.location", "\"nbg1\"",
        "cluster.location 'nbg1' goes with provider hcloud alone; remove it")]
    [InlineData("ssh", "cluster.image", "\"debian-13\"",
        "cluster.image 'debian-13' goes with provider hcloud alone; remove it")]
    [InlineData("ssh", "cluster.controlPlane.serverType", "\"cpx22\"",
        "cluster.controlPlane.serverType 'cpx22' goes with provider hcloud alone; remove it")]
    [InlineData("ssh", "tenants[0].serverType", "\"cpx12\"",
        "tenants[0].serverType 'cpx12' goes with provider hcloud alone; remove it")]
    [InlineData("ssh", "tenants[0].location", "\"nbg1\"",
        "tenants[0].location 'nbg1' goes with provider hcloud alone; remove it")]
    [InlineData("ssh", "tenants[0].placementGroup", "3",
        "tenants[0].placementGroup '3' goes with provider hcloud alone; remove it")]
    [InlineData("ssh", "tenants[0].privateAddress", "\"10.0.1.9\"",
        "tenants[0].privateAddress '10.0.1.9' goes with provider hcloud alone; write it as host.privateAddress")]
    [InlineData("ssh", "tenants[0].address", "\"floating\"",
        "tenants[0].address 'floating' needs provider hcloud, which can move an address; use primary, or the IP address that is "
        + "routed to the host")]
    [InlineData("ssh", "tenants[0].host", null,
        "tenants[0].host is missing; give the address of the tenant's machine")]
    [InlineData("hcloud", "cluster.controlPlane.hosts", "[\"203.0.113.1\"]",
        "cluster.controlPlane.hosts goes with provider ssh alone; remove it: the servers are created")]
    [InlineData("hcloud", "tenants[0].host", "\"203.0.113.1\"",
        "tenants[0].host goes with provider ssh alone; remove it: the server is created; 'serverType' says which")]
    [InlineData("hcloud", "tenants[0].address", "\"203.0.113.9\"",
        "tenants[0].address '203.0.113.9' needs provider ssh: Hetzner Cloud assigns addresses itself; use primary, or floating for "
        + "one that can move")]
    public void What_the_provider_cannot_do_is_refused(string provider, string path, string? json, params string[] problems) =>
        Assert.Equal(problems, SettingsText.Base(provider).With(path, json).Problems());
}
