using Infra.Tests.EndToEnd.Hetzner;
using Xunit;

namespace Infra.Tests.EndToEndParts.Hetzner;

public sealed class AddressTests : HetznerTests
{
    [Fact]
    public async Task A_floating_address_moves_from_one_running_server_to_another()
    {
        var (one, other) = (await Server("one"), await Server("other"));
        var created = await Post("floating_ips", new { name = "floating", type = "ipv4", home_location = "nbg1" });
        var (floating, address) = (created.Id("floating_ip"), (string)created.At("floating_ip", "ip")!);
        await Done(Post($"floating_ips/{floating}/actions/assign", new { server = one }));
        await Done(Post($"floating_ips/{floating}/actions/assign", new { server = other }));
        Assert.Equal([address], Api.Server("other")!.FloatingAddresses);
        await Done(Post($"floating_ips/{floating}/actions/unassign"));
        Assert.Equal(
            [$"route {address} {one}", $"route {address} {other}", $"route {address} nowhere"],
            Datacenter.Calls.Where(call => call.StartsWith($"route {address} ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_floating_address_leads_nowhere_when_its_server_is_gone()
    {
        var server = await Server("node");
        var created = await Post("floating_ips", new { type = "ipv4", server });
        await Done(Delete($"servers/{server}"));
        Assert.Null((await Get($"floating_ips/{created.Id("floating_ip")}")).At("floating_ip", "server"));
        await Called($"route {created.At("floating_ip", "ip")} nowhere");
    }

    [Fact]
    public async Task A_floating_address_stays_in_its_network_zone()
    {
        var server = await Server("node");
        var floating = (await Post("floating_ips", new { name = "far", type = "ipv4", home_location = "ash" })).Id("floating_ip");
        Assert.Equal("422 invalid_input", (await Post($"floating_ips/{floating}/actions/assign", new { server })).Outcome);
    }

    [Fact]
    public async Task A_primary_address_comes_and_goes_only_while_its_server_is_off()
    {
        var (server, address) = (await Server("node", start: false), await PrimaryIp("chosen"));
        await Done(Post($"primary_ips/{address}/actions/assign", new { assignee_id = server, assignee_type = "server" }));
        await Done(Post($"servers/{server}/actions/poweron"));
        Assert.Equal("422 server_not_stopped", (await Post($"primary_ips/{address}/actions/unassign")).Outcome);
        Assert.Equal("422 server_not_stopped", (await Delete($"primary_ips/{address}")).Outcome);
        await Done(Post($"servers/{server}/actions/poweroff"));
        await Done(Post($"primary_ips/{address}/actions/unassign"));
        Assert.Equal(
            [$"route 198.51.100.200 {server}", "route 198.51.100.200 nowhere"],
            Datacenter.Calls.Where(call => call.StartsWith("route", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_server_has_one_address_of_a_type_and_an_address_one_server()
    {
        var (one, other) = (await PrimaryIp("one"), await PrimaryIp("other"));
        var server = await Server("node", start: false, ipv4: one);
        Assert.Equal("422 server_has_ipv4", (await Post($"primary_ips/{other}/actions/assign", new { assignee_id = server })).Outcome);
        object net = new { enable_ipv4 = true, ipv4 = one };
        object order = new { name = "second", server_type = "cpx22", image = "debian-13", public_net = net };
        Assert.Equal("422 primary_ip_assigned", (await Post("servers", order)).Outcome);
    }

    [Fact]
    public async Task A_reverse_name_changes_and_comes_back_to_the_usual_one()
    {
        var address = await PrimaryIp("chosen");
        async Task<string?> Name() => (string?)(await Get($"primary_ips/{address}")).At("primary_ip", "dns_ptr")![0]!["dns_ptr"];
        await Done(Post($"primary_ips/{address}/actions/change_dns_ptr", new { ip = "198.51.100.200", dns_ptr = "a.example" }));
        Assert.Equal("a.example", await Name());
        await Done(Post($"primary_ips/{address}/actions/change_dns_ptr", new { ip = "198.51.100.200", dns_ptr = (string?)null }));
        Assert.Equal("static.200.100.51.198.clients.your-server.de", await Name());
        Assert.Equal(
            "422 invalid_input",
            (await Post($"primary_ips/{address}/actions/change_dns_ptr", new { ip = "198.51.100.201", dns_ptr = "a.example" })).Outcome);
    }

    [Fact]
    public async Task A_protected_address_is_not_deleted()
    {
        var address = await PrimaryIp("chosen");
        await Done(Post($"primary_ips/{address}/actions/change_protection", new { delete = true }));
        Assert.Equal("423 protected", (await Delete($"primary_ips/{address}")).Outcome);
        await Done(Post($"primary_ips/{address}/actions/change_protection", new { delete = false }));
        Assert.Equal("204", (await Delete($"primary_ips/{address}")).Outcome);
    }

    [Fact]
    public void An_address_that_was_given_back_comes_last()
    {
        var pool = new AddressPool("192.0.2.0/29", new Dictionary<string, string> { ["own"] = "192.0.2.4" });
        Assert.Equal("192.0.2.2", pool.Take("a"));
        pool.Return("192.0.2.2");
        Assert.Equal(
            ["192.0.2.3", "192.0.2.5", "192.0.2.6", "192.0.2.2", "192.0.2.4"],
            new[] { "b", "c", "d", "e", "own" }.Select(pool.Take));
        Assert.Throws<ApiError>(() => pool.Take("f"));
    }
}
