using System.Text.RegularExpressions;
using Infra.Components.K3s;
using Infra.Components.Machines;
using Xunit;

namespace Infra.Tests.K3s;

public sealed class NodeFirewallTests
{
    private static readonly NodeFirewall Agent = new()
    {
        Server = false,
        Network = new NodeNetwork("10.0.0.0/16", DualStack: false),
        Servers = ["10.0.0.11", "10.0.0.12", "10.0.0.13"],
        Administrators = ["198.51.100.0/24", "2001:db8:5::/48"],
    };

    private static readonly NodeFirewall Abroad = Agent with
    {
        Network = new NodeNetwork(null, DualStack: true),
        Servers = ["192.0.2.11", "2001:db8::11"],
    };

    [Fact]
    public void The_firewall_of_a_tenants_node_in_a_private_network_is_as_it_was_reviewed() =>
        Snapshot.Matches("firewall-agent-private.nft", Agent.Render());

    [Fact]
    public void The_firewall_of_a_server_with_two_families_routers_and_others_who_ask_the_API_is_as_it_was_reviewed() =>
        Snapshot.Matches("firewall-server-dual-stack.nft", (Agent with
        {
            Server = true,
            Network = new NodeNetwork("10.0.0.0/16", DualStack: true),
            ApiClients = ["192.0.2.0/28"],
            Routers = ["10.0.0.1", "2001:db8::1"],
        }).Render());

    [Fact]
    public void The_firewall_of_a_server_in_a_public_network_of_unknown_addresses_is_as_it_was_reviewed() =>
        Snapshot.Matches("firewall-server-public.nft", (Agent with
        {
            Server = true,
            Network = new NodeNetwork(null, DualStack: false),
            Servers = [],
        }).Render());

    [Fact]
    public void The_firewall_of_a_server_in_a_public_network_of_known_addresses_is_as_it_was_reviewed() =>
        Snapshot.Matches("firewall-server-public-known.nft", (Abroad with
        {
            Server = true,
            Agents = ["192.0.2.21", "192.0.2.22", "2001:db8::21", "2001:db8::22"],
            ApiClients = ["203.0.113.64/28"],
        }).Render());

    [Fact]
    public void The_firewall_of_a_tenants_node_in_a_public_network_of_known_addresses_is_as_it_was_reviewed() =>
        Snapshot.Matches("firewall-agent-public-known.nft", Abroad.Render());

    [Fact]
    public void Without_administrators_ranges_everybody_but_the_private_network_may_log_in()
    {
        var rules = (Agent with { Administrators = [] }).Render();
        Assert.Contains("ip saddr != 10.0.0.0/16 accept\nmeta nfproto ipv6 accept\ndrop\n", rules, StringComparison.Ordinal);
        Assert.DoesNotContain("@administrators", rules, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_set_and_chain_that_a_rule_names_is_there()
    {
        NodeFirewall[] variants =
        [
            Agent, Agent with { Server = true }, Agent with { Servers = [] }, Agent with { Administrators = [], Routers = ["2001:db8::1"] },
            Agent with { Server = true, Network = new NodeNetwork("10.0.0.0/16", DualStack: true), Servers = ["2001:db8::2"] },
            Agent with { Server = true, Network = new NodeNetwork(null, DualStack: true), ApiClients = ["::/0"] },
            Abroad, Abroad with { Server = true, Agents = ["192.0.2.21"] },
        ];
        Assert.All(variants.Select(variant => variant.Render() + RemoteScript.Read("firewall.nft")), rules =>
        {
            var named = Regex.Matches(rules, @"[sd]addr @(\w+)|(?:goto|jump) (\w+)").Select(match => match.Groups[1].Success
                ? $"set {match.Groups[1].Value} {{"
                : $"chain {match.Groups[2].Value} {{");
            Assert.All(named, declaration => Assert.Contains(declaration, rules, StringComparison.Ordinal));
        });
    }
}
