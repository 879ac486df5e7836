using Infra.Planning;
using Infra.Tests.Settings;
using Xunit;

namespace Infra.Tests.Planning;

public sealed class FirewallTests
{
    private const string Suffix = "-prepare";

    [Theory, EveryStack]
    public void Every_machine_lets_its_hosts_pods_reach_nothing_and_a_tenants_node_never_opens_the_control_planes_ports(PlannedStack stack)
    {
        var firewalls = Firewalls(stack.Plan);
        Assert.Equal(stack.Settings.Cluster.ControlPlane.Count + stack.Settings.Tenants.Length, firewalls.Count);
        Assert.All(firewalls, firewall =>
        {
            var server = firewall.Key.Contains("-control-plane-", StringComparison.Ordinal);
            Assert.Equal(!server, firewall.Value.Contains("chain local_pods {\n}\n", StringComparison.Ordinal));
            var forTheHost = firewall.Value[firewall.Value.IndexOf("chain cluster {", StringComparison.Ordinal)..];
            Assert.Equal(server, forTheHost.Contains("6443", StringComparison.Ordinal));
            Assert.Equal(server, firewall.Value.Contains("chain pods_out {\n}\n", StringComparison.Ordinal));
            Assert.Equal(server, firewall.Value.Contains("2379", StringComparison.Ordinal));
            Assert.Equal(!server, firewall.Value.Contains("tcp dport { 80, 443 } accept", StringComparison.Ordinal));
        });
    }

    [Theory, EveryStack]
    public void Nodes_of_one_role_let_the_same_in(PlannedStack stack) => Assert.All(
        Firewalls(stack.Plan).Values.GroupBy(text => text.Contains("2379", StringComparison.Ordinal)),
        ofOneRole => Assert.Single(ofOneRole.Distinct()));

    [Fact]
    public void One_more_tenant_changes_no_machines_firewall_in_a_private_network()
    {
        var before = Firewalls(PlannedStack.Of("before", SettingsText.Many(2)).Plan);
        var after = Firewalls(PlannedStack.Of("after", SettingsText.Many(3)).Plan);
        Assert.Equal(before.Count + 1, after.Count);
        Assert.All(before, firewall => Assert.Equal(firewall.Value, after[firewall.Key]));
    }

    [Fact]
    public void Open_to_the_world_means_SSH_from_everywhere_but_pods()
    {
        var open = Firewalls(PlannedStack.Get("open").Plan);
        Assert.All(open.Values, rules => Assert.Contains("ip6 saddr @program6 accept\naccept\n", rules, StringComparison.Ordinal));
    }

    private static Dictionary<string, string> Firewalls(Plan plan) => plan.OfType(PlanQueries.Command)
        .Where(command => command.Name.EndsWith(Suffix, StringComparison.Ordinal))
        .ToDictionary(command => command.Name, command => command.Text("stdin")!);
}
