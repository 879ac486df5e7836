using Xunit;

namespace Infra.Tests.EndToEndParts.Hetzner;

public sealed class ServerTests : HetznerTests
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGm0Yyc1mTyYfr0Za6Xh1hR5mOnk1YyJBiJvGq1nWkdN";

    [Fact]
    public async Task What_is_ordered_is_made_and_reached_only_behind_its_firewall()
    {
        var address = await PrimaryIp("chosen");
        var key = (await Post("ssh_keys", new { name = "key", public_key = Key })).Id("ssh_key");
        var firewall = (await Post("firewalls", new
        {
            name = "ssh",
            rules = new[] { new { direction = "in", protocol = "tcp", port = "22", source_ips = new[] { "192.0.2.0/24" } } },
        })).Id("firewall");
        var server = (await Done(Post("servers", new
        {
            name = "node",
            server_type = "cpx22",
            image = "debian-13",
            location = "nbg1",
            user_data = "#cloud-config",
            ssh_keys = new[] { key },
            firewalls = new[] { new { firewall } },
            public_net = new { enable_ipv4 = true, enable_ipv6 = false, ipv4 = address },
        }))).Id("server");
        var order = Assert.Single(Datacenter.Orders);
        Assert.Equal(
            (server, "node", "cpx22", "debian-13", "#cloud-config", "198.51.100.200", true),
            (order.Id, order.Name, order.ServerType, order.Image, order.UserData, order.PublicAddress, order.Start));
        Assert.Equal([Key], order.SshKeys);
        Assert.Equal(
            [$"create {server}", $"filter {server} tcp/22<192.0.2.0/24", $"route 198.51.100.200 {server}"],
            Datacenter.Calls);
        var seen = Api.Server("node")!;
        Assert.Equal((server, "running", "198.51.100.200"), (seen.Id, seen.Status, seen.PublicAddress));
    }

    [Fact]
    public async Task A_server_is_initializing_and_locked_until_the_data_center_has_made_it()
    {
        var made = new TaskCompletionSource();
        Datacenter.Waits["create"] = made.Task;
        var created = await Post("servers", new { name = "node", server_type = "cpx22", image = "debian-13" });
        var (server, action) = (created.Id("server"), created.Id("action"));
        Assert.Equal("running", (string?)(await Get($"actions/{action}")).At("action", "status"));
        Assert.Equal("initializing", await Status(server));
        Assert.Equal("423 locked", (await Post($"servers/{server}/actions/poweroff")).Outcome);
        Assert.Equal("423 locked", (await Delete($"servers/{server}")).Outcome);
        made.SetResult();
        Assert.Equal("success", (string?)(await Ended(action))["status"]);
        Assert.Equal("running", await Status(server));
    }

    [Fact]
    public async Task What_fails_at_the_data_center_fails_its_action_and_changes_nothing()
    {
        var server = await Server("node");
        Datacenter.Waits["power-off"] = Task.FromException(new InvalidOperationException("The switch is stuck."));
        var action = await Ended((await Post($"servers/{server}/actions/poweroff")).Id("action"));
        Assert.Equal(("error", "The switch is stuck."), ((string?)action["status"], (string?)action["error"]!["message"]));
        Assert.Equal("running", await Status(server));
        Assert.Single(Api.Failures);
    }

    [Fact]
    public async Task A_protected_server_is_neither_deleted_nor_rebuilt()
    {
        var server = await Server("node");
        Assert.Equal("422 invalid_input", (await Post($"servers/{server}/actions/change_protection", new { delete = true })).Outcome);
        await Done(Post($"servers/{server}/actions/change_protection", new { delete = true, rebuild = true }));
        Assert.Equal("423 protected", (await Delete($"servers/{server}")).Outcome);
        Assert.Equal("423 protected", (await Post($"servers/{server}/actions/rebuild", new { image = "debian-12" })).Outcome);
        Assert.DoesNotContain($"delete {server}", Datacenter.Calls);
        await Done(Post($"servers/{server}/actions/change_protection", new { delete = false, rebuild = false }));
        await Done(Delete($"servers/{server}"));
        Assert.Equal("404 not_found", (await Get($"servers/{server}")).Outcome);
        Assert.Contains($"delete {server}", Datacenter.Calls);
    }

    [Fact]
    public async Task A_server_leaves_its_own_address_behind_unless_that_goes_with_it()
    {
        var kept = await PrimaryIp("kept");
        var server = await Server("node", ipv4: kept);
        var other = await Server("other");
        var gone = (long)(await Get($"servers/{other}")).At("server", "public_net", "ipv4", "id")!;
        await Done(Delete($"servers/{server}"));
        await Done(Delete($"servers/{other}"));
        var left = (await Get($"primary_ips/{kept}")).At("primary_ip")!;
        Assert.Null(left["assignee_id"]);
        Assert.Contains($"route {left["ip"]} nowhere", Datacenter.Calls);
        Assert.Equal("404 not_found", (await Get($"primary_ips/{gone}")).Outcome);
    }

    [Fact]
    public async Task Names_are_free_again_only_when_their_server_is_gone()
    {
        var server = await Server("node");
        object order = new { name = "node", server_type = "cpx22", image = "debian-13" };
        Assert.Equal("409 uniqueness_error", (await Post("servers", order)).Outcome);
        await Done(Delete($"servers/{server}"));
        Assert.Equal("201", (await Post("servers", order)).Outcome);
    }

    [Theory]
    [InlineData("cpx22", true, "422 server_not_stopped")]
    [InlineData("cpx32", false, "201")]
    [InlineData("cpx11", false, "422 invalid_server_type")]
    [InlineData("cax21", false, "422 invalid_server_type")]
    [InlineData("cpx22", false, "422 invalid_server_type")]
    [InlineData("cpx42", false, "412 resource_unavailable")]
    public async Task A_type_changes_only_where_disk_processor_and_room_allow_it(string type, bool runs, string outcome)
    {
        Api.SoldOut("cpx42", "nbg1");
        var server = await Server("node", "cpx22", runs);
        var reply = await Post($"servers/{server}/actions/change_type", new { server_type = type, upgrade_disk = false });
        Assert.Equal(outcome, reply.Outcome);
    }

    [Fact]
    public async Task A_disk_that_was_kept_allows_the_way_back()
    {
        var server = await Server("node", "cx23", start: false);
        foreach (var type in new[] { "cpx32", "cx23" })
        {
            await Done(Post($"servers/{server}/actions/change_type", new { server_type = type, upgrade_disk = false }));
            var shown = (await Get($"servers/{server}")).At("server")!;
            Assert.Equal((type, 40), ((string?)shown["server_type"]!["name"], (int)shown["primary_disk_size"]!));
            // A change of the type starts the server.
            Assert.Equal("running", (string?)shown["status"]);
            await Done(Post($"servers/{server}/actions/poweroff"));
        }
    }

    [Fact]
    public async Task A_type_that_is_sold_out_is_refused_there_and_had_elsewhere()
    {
        Api.SoldOut("cpx22", "nbg1");
        object Order(string location) => new { name = location, server_type = "cpx22", image = "debian-13", location };
        Assert.Equal("412 resource_unavailable", (await Post("servers", Order("nbg1"))).Outcome);
        Assert.Equal("201", (await Post("servers", Order("fsn1"))).Outcome);
        Api.SoldOut("cpx22", "nbg1", isSoldOut: false);
        Assert.Equal("201", (await Post("servers", Order("nbg1"))).Outcome);
    }

    [Fact]
    public async Task A_placement_group_takes_ten_servers_and_none_that_runs()
    {
        var group = (await Post("placement_groups", new { name = "group", type = "spread" })).Id("placement_group");
        object Order(int number) => new { name = $"node-{number}", server_type = "cpx22", image = "debian-13", placement_group = group };
        for (var number = 0; number < 10; number++)
            await Done(Post("servers", Order(number)));
        Assert.Equal("422 placement_error", (await Post("servers", Order(10))).Outcome);
        var member = Api.Server("node-0")!.Id;
        Assert.Equal("422 server_not_stopped", (await Post($"servers/{member}/actions/remove_from_placement_group")).Outcome);
        await Done(Post($"servers/{member}/actions/poweroff"));
        await Done(Post($"servers/{member}/actions/remove_from_placement_group"));
        Assert.Equal(9, (await Get($"placement_groups/{group}")).At("placement_group", "servers")!.AsArray().Count);
    }

    [Fact]
    public async Task Power_is_told_to_the_data_center_only_when_it_changes()
    {
        var server = await Server("node");
        foreach (var action in new[] { "poweron", "shutdown", "poweroff", "poweron", "reboot" })
            await Done(Post($"servers/{server}/actions/{action}"));
        Assert.Equal(
            [$"power-off {server}", $"power-on {server}", $"reboot {server}"],
            Datacenter.Calls.Where(call => call.Split(' ')[0] is "power-on" or "power-off" or "reboot"));
    }
}
