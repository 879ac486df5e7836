using Xunit;

namespace Infra.Tests.Settings;

public class ServerRulesTests
{
    [Theory]
    [InlineData("hcloud", "cluster.location", null,
        "cluster.location is missing; name a location, such as nbg1")]
    [InlineData("hcloud", "cluster.location", "\"Nuremberg, DE\"",
        "cluster.location 'Nuremberg, DE' must be the name of a Hetzner Cloud location; use one such as fsn1, nbg1, hel1, ash, hil or sin")]
    [InlineData("hcloud", "cluster.image", "\"Debian 13\"",
        "cluster.image 'Debian 13' must be the name or the number of a Hetzner Cloud image; use one such as debian-13 or ubuntu-24.04")]
    [InlineData("hcloud", "cluster.controlPlane.serverType", null,
        "cluster.controlPlane.serverType is missing; name a server type, such as cpx22")]
    [InlineData("hcloud", "cluster.controlPlane.serverType", "\"CPX 22\"",
        "cluster.controlPlane.serverType 'CPX 22' must be the name of a Hetzner Cloud server type; use one such as cpx22 or cax11 "
        + "('hcloud server-type list')")]
    [InlineData("hcloud", "tenants[1].serverType", null,
        "tenants[1].serverType is missing; name a server type, such as cpx12")]
    [InlineData("hcloud", "tenants[1].rebuild", "\"\"",
        "tenants[1].rebuild '' must be a text of 1 to 100 characters; write why or when, such as '2026-11-22'")]
    [InlineData("hcloud", "cluster.location", "\"abc1\"",
        "cluster.location 'abc1' is in no network zone that is known here, and a private network needs one; use fsn1, nbg1, hel1, ash, hil "
        + "or sin, or the network type public")]
    [InlineData("hcloud", "tenants[1].location", "\"ash\"",
        "tenants[1].location 'ash' is outside the network zone eu-central of cluster.location 'nbg1', and the private network ends there; "
        + "use one of fsn1, hel1, nbg1, or a cluster of its own")]
    [InlineData("ssh", "tenants[1].host.reinstalled", "\"\"",
        "tenants[1].host.reinstalled '' must be a text of 1 to 100 characters; write why or when, such as '2026-11-22'")]
    [InlineData("ssh", "tenants[1].host.user", "\"Root User\"",
        "tenants[1].host.user 'Root User' must be the name of a Linux user; use root, or a user with password-less sudo")]
    [InlineData("ssh", "tenants[1].host.port", "70000",
        "tenants[1].host.port '70000' must be a port, 1 to 65535; leave it out for 22")]
    [InlineData("ssh", "tenants[1].host.memory", "0",
        "tenants[1].host.memory '0' must be the machine's memory in MiB, 1 to 2147483647; write 2048 for 2 GiB, or leave it out")]
    [InlineData("ssh", "tenants[1].host.bastion", "{\"address\": \"no host\"}",
        "tenants[1].host.bastion.address 'no host' must be a host name or an IP address; write it like k8s.example.com or 203.0.113.10")]
    [InlineData("ssh", "tenants[1].host.bastion", "{\"port\": 0, \"address\": \"gw.example.com\"}",
        "tenants[1].host.bastion.port '0' must be a port, 1 to 65535; leave it out for 22")]
    public void A_wrong_description_of_a_server_is_refused(string provider, string path, string? json, params string[] problems) =>
        Assert.Equal(problems, SettingsText.Base(provider).With(path, json).Problems());

    [Theory]
    [InlineData("private", "hel1")]
    [InlineData("public", "ash")]
    public void A_node_may_stand_where_the_network_reaches(string network, string location) => Assert.Empty(
        SettingsText.Hcloud().With("cluster.network", $"\"{network}\"").With("tenants[1].location", $"\"{location}\"").Problems());
}
