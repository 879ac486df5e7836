using Xunit;

namespace Infra.Tests.EndToEndParts.Hetzner;

public sealed class NetworkTests : HetznerTests
{
    [Fact]
    public async Task Private_addresses_are_chosen_or_the_first_that_is_free()
    {
        var network = await Network();
        var (one, other) = (await Server("one"), await Server("other"));
        await Done(Post($"servers/{one}/actions/attach_to_network", new { network, ip = "10.0.1.2", ip_range = "10.0.0.0/23" }));
        await Done(Post($"servers/{other}/actions/attach_to_network", new { network }));
        Assert.Equal(["10.0.1.2"], Api.Server("one")!.PrivateAddresses);
        // The network's first address is its router's.
        Assert.Equal(["10.0.0.2"], Api.Server("other")!.PrivateAddresses);
        Assert.Equal(
            [$"attach {one} 10.0.1.2 10.0.0.0/16", $"attach {other} 10.0.0.2 10.0.0.0/16"],
            Datacenter.Calls.Where(call => call.StartsWith("attach", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("10.0.0.1", "409 ip_not_available")]
    [InlineData("10.0.1.255", "409 ip_not_available")]
    [InlineData("10.0.0.9", "409 ip_not_available")]
    [InlineData("10.0.2.1", "422 invalid_input")]
    public async Task What_is_the_routers_or_anothers_or_elsewhere_is_refused(string ip, string outcome)
    {
        var network = await Network();
        await Done(Post($"servers/{await Server("one")}/actions/attach_to_network", new { network, ip = "10.0.0.9" }));
        Assert.Equal(outcome, (await Post($"servers/{await Server("other")}/actions/attach_to_network", new { network, ip })).Outcome);
    }

    [Fact]
    public async Task A_server_is_in_a_network_once_and_can_leave_it()
    {
        var (network, server) = (await Network(), await Server("node"));
        await Done(Post($"servers/{server}/actions/attach_to_network", new { network }));
        Assert.Equal("409 server_already_attached", (await Post($"servers/{server}/actions/attach_to_network", new { network })).Outcome);
        object subnet = new { ip_range = "10.0.0.0/23" };
        Assert.Equal("422 service_error", (await Post($"networks/{network}/actions/delete_subnet", subnet)).Outcome);
        await Done(Post($"servers/{server}/actions/detach_from_network", new { network }));
        Assert.Contains($"detach {server} 10.0.0.2", Datacenter.Calls);
        Assert.Equal("404 not_found", (await Post($"servers/{server}/actions/detach_from_network", new { network })).Outcome);
        await Done(Post($"networks/{network}/actions/delete_subnet", subnet));
        Assert.Equal("204", (await Delete($"networks/{network}")).Outcome);
    }

    [Fact]
    public async Task A_network_that_is_deleted_takes_the_cards_of_its_servers()
    {
        var (network, server) = (await Network(), await Server("node"));
        await Done(Post($"servers/{server}/actions/attach_to_network", new { network }));
        Assert.Equal("204", (await Delete($"networks/{network}")).Outcome);
        await Called($"detach {server} 10.0.0.2");
        Assert.Empty(Api.Server("node")!.PrivateAddresses);
    }

    [Theory]
    [InlineData("10.1.0.0/24", "eu-central", "422 invalid_input")]
    [InlineData("10.0.1.0/24", "eu-central", "409 uniqueness_error")]
    [InlineData("10.0.2.0/24", "nowhere", "422 invalid_input")]
    [InlineData("10.0.2.0/24", "eu-central", "201")]
    public async Task Subnets_lie_within_their_network_and_side_by_side(string range, string zone, string outcome)
    {
        object subnet = new { type = "cloud", ip_range = range, network_zone = zone };
        Assert.Equal(outcome, (await Post($"networks/{await Network()}/actions/add_subnet", subnet)).Outcome);
    }

    private async Task<long> Network()
    {
        var network = (await Post("networks", new { name = "private", ip_range = "10.0.0.0/16" })).Id("network");
        await Done(Post(
            $"networks/{network}/actions/add_subnet",
            new { type = "cloud", ip_range = "10.0.0.0/23", network_zone = "eu-central" }));
        return network;
    }
}
