using Xunit;

namespace Infra.Tests.EndToEndParts.Hetzner;

public sealed class FirewallTests : HetznerTests
{
    private static object Rule(string port) => new { direction = "in", protocol = "tcp", port, source_ips = new[] { "0.0.0.0/0" } };

    private static object[] Selector(string text) => [new { type = "label_selector", label_selector = new { selector = text } }];

    [Fact]
    public async Task A_firewall_with_a_selector_follows_the_labels_of_servers()
    {
        var server = await Server("node", labels: new { role = "tenant" });
        Assert.Contains($"filter {server} off", Datacenter.Calls);
        object order = new { name = "peers", rules = new[] { Rule("443") }, apply_to = Selector("cluster=dev,role=tenant") };
        await Done(Post("firewalls", order));
        Assert.DoesNotContain($"filter {server} tcp/443<0.0.0.0/0", Datacenter.Calls);
        await Put($"servers/{server}", new { labels = new { role = "tenant", cluster = "dev" } });
        await Called($"filter {server} tcp/443<0.0.0.0/0");
        await Put($"servers/{server}", new { labels = new { role = "control-plane", cluster = "dev" } });
        for (var tries = 0; Datacenter.Calls[^1] != $"filter {server} off" && tries < 500; tries++)
            await Task.Delay(10);
        Assert.Equal($"filter {server} off", Datacenter.Calls[^1]);
    }

    [Fact]
    public async Task What_several_firewalls_let_in_comes_in()
    {
        var server = await Server("node");
        var one = (await Done(Post("firewalls", new { name = "one", rules = new[] { Rule("22") } }))).Id("firewall");
        var other = (await Done(Post("firewalls", new { name = "other", rules = new[] { Rule("80") } }))).Id("firewall");
        object resources = new[] { new { type = "server", server = new { id = server } } };
        foreach (var firewall in new[] { one, other })
            await Done(Post($"firewalls/{firewall}/actions/apply_to_resources", new { apply_to = resources }));
        Assert.Equal($"filter {server} tcp/22<0.0.0.0/0 tcp/80<0.0.0.0/0", Datacenter.Calls[^1]);
        await Done(Post($"firewalls/{other}/actions/set_rules", new { rules = Array.Empty<object>() }));
        Assert.Equal($"filter {server} tcp/22<0.0.0.0/0", Datacenter.Calls[^1]);
        await Done(Post($"firewalls/{one}/actions/remove_from_resources", new { remove_from = resources }));
        // One without a rule lets nothing in.
        Assert.Equal($"filter {server} ", Datacenter.Calls[^1]);
    }

    [Fact]
    public async Task A_firewall_in_use_is_not_deleted()
    {
        var firewall = (await Done(Post("firewalls", new { name = "peers", apply_to = Selector("role=tenant") }))).Id("firewall");
        Assert.Equal("422 resource_in_use", (await Delete($"firewalls/{firewall}")).Outcome);
        await Done(Post($"firewalls/{firewall}/actions/remove_from_resources", new { remove_from = Selector("role=tenant") }));
        Assert.Equal("204", (await Delete($"firewalls/{firewall}")).Outcome);
    }

    [Fact]
    public async Task A_firewall_names_the_servers_that_it_selects()
    {
        var server = await Server("node", labels: new { role = "tenant" });
        var firewall = (await Done(Post("firewalls", new { name = "peers", apply_to = Selector("role=tenant") }))).Id("firewall");
        var applied = (await Get($"firewalls/{firewall}")).At("firewall", "applied_to")![0]!;
        Assert.Equal(server, (long)applied["applied_to_resources"]![0]!["server"]!["id"]!);
        Assert.Equal(firewall, (long)(await Get($"servers/{server}")).At("server", "public_net", "firewalls")![0]!["id"]!);
    }

    [Theory]
    [InlineData("tcp", "443", "0.0.0.0/0", "201")]
    [InlineData("tcp", "30000-32767", "0.0.0.0/0", "201")]
    [InlineData("icmp", null, "::/0", "201")]
    [InlineData("tcp", null, "0.0.0.0/0", "422 invalid_input")]
    [InlineData("icmp", "443", "0.0.0.0/0", "422 invalid_input")]
    [InlineData("tcp", "443-80", "0.0.0.0/0", "422 invalid_input")]
    [InlineData("tcp", "443", "192.0.2.1", "422 invalid_input")]
    public async Task A_rule_has_what_its_protocol_needs(string protocol, string? port, string source, string outcome)
    {
        object rule = new { direction = "in", protocol, port, source_ips = new[] { source } };
        Assert.Equal(outcome, (await Post("firewalls", new { name = "one", rules = new[] { rule } })).Outcome);
    }
}
