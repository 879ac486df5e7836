using Xunit;

namespace Infra.Tests.Settings.Rules;

public class ServerRulesTests
{
    [Theory]
    [InlineData("hcloud", "cluster.location", null,
        "cluster.location is missing; name a location, such as nbg1")]
    [InlineData("hcloud", "cluster.controlPlane.serverType", null,
        "cluster.controlPlane.serverType is missing; name a server type, such as cpx22")]
    [InlineData("hcloud", "tenants[1].serverType", null,
        "tenants[1].serverType is missing; name a server type, such as cpx12")]
    [InlineData("hcloud", "cluster.location", "\"abc1\"",
        "cluster.location 'abc1' is in no network zone that is known here, and a private network needs one; use fsn1, nbg1, hel1, ash, hil "
        + "or sin, or the network type public")]
    [InlineData("hcloud", "tenants[1].location", "\"ash\"",
        "tenants[1].location 'ash' is outside the network zone eu-central of cluster.location 'nbg1', and the private network ends there; "
        + "use one of fsn1, hel1, nbg1, or a cluster of its own")]
    public void A_wrong_description_of_a_server_is_refused(string provider, string path, string? json, params string[] problems) =>
        Assert.Equal(problems, SettingsText.Base(provider).With(path, json).Problems());

    [Theory]
    [InlineData("private", "hel1")]
    [InlineData("public", "ash")]
    public void A_node_may_stand_where_the_network_reaches(string network, string location) => Assert.Empty(
        SettingsText.Hcloud().With("cluster.network", $"\"{network}\"").With("tenants[1].location", $"\"{location}\"").Problems());
}
