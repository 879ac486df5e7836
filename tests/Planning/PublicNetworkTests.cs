using Infra.Planning;
using Infra.Stacks.Providers.HCloud;
using Infra.Stacks.Providers.Ssh;
using Infra.Stacks.Settings;
using Infra.Tests.Settings;
using Xunit;

namespace Infra.Tests.Planning;

/// <summary>Who is let in at nodes that no private network keeps apart from the world.</summary>
public sealed class PublicNetworkTests
{
    private const int Api = 6443;

    // In no range of any stack.
    private static readonly string[] Strangers = ["100.127.255.7", "2001:db8:ffff::7"];
    private static readonly int[] Tunnels = [51820, 51821];
    private static readonly string[] World = ["0.0.0.0/0", "::/0"];

    [Theory, EveryStack]
    public void No_stranger_reaches_WireGuard_nor_the_API_unless_the_settings_open_it(PlannedStack stack)
    {
        var cluster = stack.Settings.Cluster;
        var isCreated = cluster.Provider is HCloudProvider;
        var isPublic = cluster.Network.PrivateRange is null;
        var isOpen = cluster.ControlPlane.OpenToTheWorld || (!isCreated && cluster.Administrators.Ranges.IsEmpty);
        // Addresses of servers that are created come with them: then it is the provider's firewall that refuses.
        var areUnknown = isPublic && isCreated;
        Assert.All(Firewalls(stack.Plan), node => Assert.All(Strangers, stranger =>
        {
            Assert.All(Tunnels, port => Assert.Equal(areUnknown && port == Tunnels[0], node.Rules.Accepts("udp", port, stranger)));
            Assert.Equal(node.IsServer && (areUnknown || isOpen), node.Rules.Accepts("tcp", Api, stranger));
        }));
        var toTheWorld = stack.Plan.OfType(HCloudTypes.Firewall)
            .SelectMany(firewall => firewall.At("rules")!.AsArray())
            .Where(rule => rule.At("sourceIps").Texts().Intersect(World).Any())
            .Select(rule => rule.At("port")?.GetValue<string>());
        // So many nodes as that is for have no room in Hetzner's rules.
        string[] ports = cluster.ControlPlane.OpenToTheWorld ? [] : [$"{Api}", .. Tunnels.Select(port => $"{port}")];
        Assert.Empty(toTheWorld.Intersect(ports));
    }

    [Theory, EveryStack]
    public void Every_declared_node_is_let_in_at_every_servers_API_and_overlay(PlannedStack stack)
    {
        if (stack.Settings.Cluster.Provider is not SshProvider) return;
        var nodes = Servers(stack.Settings).Concat(Agents(stack.Settings)).SelectMany(host => Addresses(stack.Settings, host));
        Assert.All(Firewalls(stack.Plan).Where(node => node.IsServer), server => Assert.All(nodes, address =>
        {
            Assert.True(server.Rules.Accepts("udp", Overlay(stack.Settings, address), address), $"overlay from {address}");
            if (!address.Contains(':')) Assert.True(server.Rules.Accepts("tcp", Api, address), $"API from {address}");
        }));
    }

    [Theory, EveryStack]
    public void A_tenants_node_takes_the_overlay_from_servers_and_in_public_networks_from_no_other_tenants_node(PlannedStack stack)
    {
        var settings = stack.Settings;
        if (settings.Cluster.Provider is not SshProvider) return;
        Assert.All(Firewalls(stack.Plan).Where(node => !node.IsServer), node =>
        {
            Assert.All(Servers(settings).SelectMany(host => Addresses(settings, host)), address =>
                Assert.True(node.Rules.Accepts("udp", Overlay(settings, address), address), address));
            if (settings.Cluster.Network.PrivateRange is not null) return;
            Assert.All(Agents(settings).SelectMany(host => Addresses(settings, host)), address =>
                Assert.False(node.Rules.Accepts("udp", Overlay(settings, address), address), address));
        });
    }

    [Theory, EveryStack]
    public void Administrators_and_tenants_own_addresses_are_let_in_at_the_API_and_at_no_overlay(PlannedStack stack)
    {
        var ranges = stack.Settings.Cluster.Administrators.Ranges.Concat(stack.Settings.TenantRanges);
        var isCreated = stack.Settings.Cluster.Provider is HCloudProvider;
        Assert.All(Firewalls(stack.Plan).Where(node => node.IsServer), server => Assert.All(ranges, range =>
        {
            Assert.True(server.Rules.Accepts("tcp", Api, range.BaseAddress.ToString()), range.ToString());
            if (!isCreated) Assert.False(server.Rules.Accepts("udp", Tunnels[0], range.BaseAddress.ToString()), range.ToString());
        }));
    }

    [Fact]
    public void One_more_tenant_changes_the_servers_firewalls_by_a_line_and_no_other_tenants_node()
    {
        var before = Firewalls(PlannedStack.Get("administered").Plan).ToDictionary(node => node.Name);
        var more = Stacks.Named.Single(stack => stack.Label == "administered").Settings
            .With("tenants[+]", """{ "name": "tenant-c", "host": "203.0.113.13" }""");
        var after = Firewalls(PlannedStack.Of("after", more).Plan).ToDictionary(node => node.Name);
        Assert.Equal(before.Count + 1, after.Count);
        Assert.All(before.Values, node =>
        {
            var added = after[node.Name].Text.Split('\n').Select(Element).Except(node.Text.Split('\n').Select(Element));
            Assert.Equal(node.IsServer ? ["203.0.113.13"] : [], added);
        });
        Assert.Equal(before.Values.First(node => !node.IsServer).Text, after["main-tenant-c-prepare"].Text);
    }

    [Theory, EveryStack]
    public void A_node_joins_when_all_servers_know_it(PlannedStack stack)
    {
        var plan = stack.Plan;
        Assert.All(stack.Settings.Tenants, tenant =>
        {
            var before = Before(plan, plan.Named(PlanQueries.Command, $"{stack.Settings.Cluster.Name}-{tenant.Name}-membership"));
            Assert.All(Firewalls(plan).Where(node => node.IsServer), server =>
                Assert.Contains(before, urn => urn.EndsWith($"::{server.Name}", StringComparison.Ordinal)));
        });
    }

    private static string Element(string line) => line.TrimEnd(',');

    private static HashSet<string> Before(Plan plan, PlannedResource resource)
    {
        var byUrn = plan.Resources.ToDictionary(other => other.Urn);
        var found = new HashSet<string>();
        var left = new Stack<string>(resource.DependsOn);
        while (left.TryPop(out var urn))
        {
            if (!found.Add(urn) || !byUrn.TryGetValue(urn, out var other)) continue;
            foreach (var next in other.DependsOn) left.Push(next);
        }

        return found;
    }

    private static int Overlay(PlatformSettings settings, string address) =>
        settings.Cluster.Network.PrivateRange is not null ? 8472 : Tunnels[address.Contains(':') ? 1 : 0];

    private static IEnumerable<ExistingHost> Servers(PlatformSettings settings) => settings.Cluster.ControlPlane.Hosts;

    private static IEnumerable<ExistingHost> Agents(PlatformSettings settings) => settings.Tenants.Select(tenant => tenant.Host!);

    // In a private network each node learns the IPv6 addresses of the others by itself.
    private static IEnumerable<string> Addresses(PlatformSettings settings, ExistingHost host)
    {
        var network = settings.Cluster.Network;
        yield return host.PrivateAddress ?? host.Address;
        if (network.PrivateRange is null) yield return host.Address;
        if (network is { DualStack: true, PrivateRange: null }) yield return host.Ipv6Address!;
    }

    private static IEnumerable<(string Name, bool IsServer, string Text, NodeRules Rules)> Firewalls(Plan plan) =>
        plan.OfType(PlanQueries.Command)
            .Where(command => command.Name.EndsWith("-prepare", StringComparison.Ordinal))
            .Select(command => (
                command.Name,
                command.Name.Contains("-control-plane-", StringComparison.Ordinal),
                command.Text("stdin")!,
                new NodeRules(command.Text("stdin")!)));
}
