using System.Net;
using Infra.Stacks.Providers.HCloud;
using Infra.Stacks.Settings;
using Xunit;

namespace Infra.Tests.Settings.Rules;

public class CapacityRulesTests
{
    [Fact]
    public void More_servers_than_a_private_network_takes_are_refused_in_favour_of_a_public_one() => Assert.Contains(
        "tenants and the control plane make 101 servers, and a private network of Hetzner Cloud takes 100; "
        + "set cluster.network: public, where nodes talk over WireGuard, or start a second stack",
        SettingsText.Many(100).Problems());

    [Fact]
    public void A_private_network_can_be_full() => Assert.DoesNotContain(
        SettingsText.Many(99).Problems(), problem => problem.StartsWith("tenants and", StringComparison.Ordinal));

    [Fact]
    public void More_nodes_than_a_firewall_has_rules_for_are_refused()
    {
        Assert.Empty(SettingsText.Many(119).With("cluster.network", "\"public\"").Problems());
        Assert.Equal(
            ["tenants and the control plane make 121 nodes, and Hetzner's firewalls (500 effective rules, four a node) take 120; "
                + "set cluster.controlPlane.openToTheWorld: true, so that no rule names a node, or start a second stack"],
            SettingsText.Many(120).With("cluster.network", "\"public\"").Problems());
    }

    [Fact]
    public void Ranges_of_administrators_and_servers_take_rules_of_a_firewall_from_nodes()
    {
        static IEnumerable<string> Problems(int nodes) => SettingsText.Many(nodes - 3).With("cluster.network", "\"public\"")
            .With("cluster.controlPlane.count", "3")
            .With("cluster.administrators.cidrs", """["203.0.113.0/24", "198.51.100.7/32"]""").Problems();

        Assert.Empty(Problems(119));
        Assert.Contains("(500 effective rules, four a node) take 119;", Assert.Single(Problems(120)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_eleventh_server_of_a_placement_group_is_refused_and_a_free_group_is_named()
    {
        var settings = SettingsText.Many(11);
        foreach (var tenant in settings["tenants"]!.AsArray()) tenant!["placementGroup"] = 7;

        Assert.Equal(
            ["tenants[10].placementGroup '7' is full: Hetzner takes 10 servers in one placement group, and this is the 11th; "
                + "try placementGroup: 1"],
            settings.Problems());
        Assert.Empty(settings.With("tenants[10].placementGroup", "1").Problems());
        Assert.Empty(settings.With("tenants[10].placementGroup", "\"none\"").Problems());
    }

    [Fact]
    public void Nodes_that_would_meet_at_one_private_address_are_refused_and_the_proposals_mend_it()
    {
        var settings = SettingsText.Many(60).With("cluster.network", """{"type": "private", "range": "10.7.0.0/24"}""");
        var exception = Assert.Throws<SettingsException>(() => settings.Load());

        Assert.All(exception.Problems, problem => Assert.StartsWith(
            "would be, by the tenant's name, the address of ", problem.Rule, StringComparison.Ordinal));
        foreach (var problem in exception.Problems)
            settings.With(problem.Path, $"\"{problem.Fix["try privateAddress: ".Length..]}\"");
        var addresses = settings.Load().Tenants.Select(tenant => tenant.PrivateAddress).ToList();
        Assert.Equal(addresses.Count, addresses.Distinct().Count());
        Assert.All(addresses, address => Assert.InRange(IPAddress.Parse(address!).GetAddressBytes()[3], 16, 254));
    }

    [Fact]
    public void A_chosen_private_address_is_one_tenants() => Assert.Equal(
        ["tenants[1].privateAddress '10.0.9.9' is the address of tenants[0], too; try privateAddress: "
            + PrivateAddresses.ForTenant(IPNetwork.Parse("10.0.0.0/16"), "tenant-b")],
        SettingsText.Hcloud().With("tenants[0].privateAddress", "\"10.0.9.9\"")
            .With("tenants[1].privateAddress", "\"10.0.9.9\"").Problems());

    [Fact]
    public void A_private_address_of_a_public_network_is_refused() => Assert.Equal(
        ["tenants[0].privateAddress '10.0.9.9' needs a private network; remove it, or set cluster.network: private"],
        SettingsText.Hcloud().With("cluster.network", "\"public\"").With("tenants[0].privateAddress", "\"10.0.9.9\"").Problems());

    [Theory]
    [InlineData("10.0.0.0/16", 1, "10.0.0.11")]
    [InlineData("192.168.7.0/24", 3, "192.168.7.13")]
    public void A_control_plane_server_has_the_address_of_its_number(string range, int number, string address) =>
        Assert.Equal(IPAddress.Parse(address), PrivateAddresses.ForControlPlane(IPNetwork.Parse(range), number));

    [Fact]
    public void A_tenants_address_and_group_are_the_same_in_every_release()
    {
        Assert.Equal(IPAddress.Parse("10.0.101.63"), PrivateAddresses.ForTenant(IPNetwork.Parse("10.0.0.0/16"), "tenant-a"));
        Assert.Equal(6, PlacementGroups.ForTenant("tenant-a"));
    }
}
