using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Infra.Tests.EndToEnd.Hetzner;

namespace Infra.Tests.EndToEnd.Worlds;

/// <summary>
/// Hetzner's datacenter: machines behind routers that know which server an address leads to, whatever the servers themselves announce, and
/// firewalls before them. Both networks are routed, as there: a server has a single address, and a way to its router.
/// </summary>
/// <param name="world">Where it stands.</param>
internal sealed class HetznerDatacenter(World world) : IDatacenter
{
    // The router of every server's public card, and the size of packets in private networks.
    private const string Router = "172.31.1.1";
    private const string PrivateSize = "1450";

    private readonly ConcurrentDictionary<long, Server> _servers = new();
    private readonly ConcurrentDictionary<string, long> _routes = new(StringComparer.Ordinal);
    private int _number;

    /// <summary>The machine of a server.</summary>
    public Machine this[string name] => _servers.Values.Single(server => server.Order.Name == name).Machine;

    /// <summary>Whether a server of this name stands here.</summary>
    public bool Has(string name) => _servers.Values.Any(server => server.Order.Name == name);

    public async Task CreateAsync(ServerOrder order)
    {
        var server = new Server(Interlocked.Increment(ref _number), order);
        server.Machine = NewMachine(server);
        _servers[order.Id] = server;
        if (order.Start)
            await StartAsync(server);
    }

    public Task DeleteAsync(long server)
    {
        if (_servers.TryRemove(server, out var gone))
            Scrap(gone);
        return Task.CompletedTask;
    }

    public Task PowerOnAsync(long server) => _servers[server].Machine.IsRunning ? Task.CompletedTask : StartAsync(_servers[server]);

    public Task PowerOffAsync(long server)
    {
        _servers[server].Machine.Stop();
        return Task.CompletedTask;
    }

    public async Task RebootAsync(long server)
    {
        await PowerOffAsync(server);
        await PowerOnAsync(server);
    }

    public async Task RebuildAsync(long server, string image)
    {
        var rebuilt = _servers[server];
        Scrap(rebuilt);
        rebuilt.Machine = NewMachine(rebuilt);
        await StartAsync(rebuilt);
    }

    public Task AttachAsync(long server, string address, string networkRange)
    {
        var attached = _servers[server];
        attached.Cards[address] = networkRange;
        if (attached.Machine.IsRunning)
            ConnectPrivate(attached, attached.Machine.Space, address, networkRange);
        return Task.CompletedTask;
    }

    public Task DetachAsync(long server, string address)
    {
        if (_servers.TryGetValue(server, out var detached) && detached.Cards.TryRemove(address, out _))
            LocalProgram.Run("ip", "link", "del", detached.PrivateEnd);
        return Task.CompletedTask;
    }

    public Task RouteAsync(string address, long? server)
    {
        if (server is { } id)
            _routes[address] = id;
        else
            _routes.TryRemove(address, out _);
        if (server is { } to && _servers.TryGetValue(to, out var target) && target.Machine.IsRunning)
            Route(target, address);
        else
            LocalProgram.Run("ip", "route", "del", $"{address}/32");
        return Task.CompletedTask;
    }

    public Task FilterAsync(long server, IReadOnlyList<FirewallRule> rules, bool filtered)
    {
        if (_servers.TryGetValue(server, out var behind))
            Filter(behind, rules, filtered);
        return Task.CompletedTask;
    }

    private Machine NewMachine(Server server)
    {
        var space = string.Create(CultureInfo.InvariantCulture, $"{Names.Prefix}h{server.Number}");
        var machine = new Machine(
            world, space, server.Order.Name, server.Order.PublicAddress ?? "",
            server.Order.SshKeys.Append(world.Key.PublicKey), _ => Disconnect(server));
        world.Add(machine);
        return machine;
    }

    private void Scrap(Server server)
    {
        server.Machine.Dispose();
        world.Remove(server.Machine);
    }

    private Task StartAsync(Server server) => server.Machine.StartAsync(machine =>
    {
        Wires.Ip("-n", machine.Space, "link", "set", "lo", "up");
        Wires.Cable(server.PublicEnd, machine.Space, "eth0");
        Wires.Ip("address", "add", $"{Router}/32", "dev", server.PublicEnd, "scope", "link");
        if (server.Order.PublicAddress is { } own)
        {
            Wires.Ip("-n", machine.Space, "address", "add", $"{own}/32", "dev", "eth0");
            Wires.Ip("-n", machine.Space, "route", "add", Router, "dev", "eth0", "scope", "link");
            Wires.Ip("-n", machine.Space, "route", "add", "default", "via", Router, "dev", "eth0", "onlink");
            _routes.TryAdd(own, server.Order.Id);
        }

        foreach (var (address, range) in server.Cards)
            ConnectPrivate(server, machine.Space, address, range);
        var routed = _routes.Where(route => route.Value == server.Order.Id).Select(route => route.Key);
        foreach (var address in routed.Order(StringComparer.Ordinal))
            Route(server, address);
    });

    private static void ConnectPrivate(Server server, string space, string address, string range)
    {
        var router = FirstOf(range);
        Wires.Cable(server.PrivateEnd, space, "enp7s0");
        Wires.Ip("link", "set", server.PrivateEnd, "mtu", PrivateSize);
        Wires.Ip("address", "add", $"{router}/32", "dev", server.PrivateEnd, "scope", "link");
        Wires.Ip("route", "replace", $"{address}/32", "dev", server.PrivateEnd);
        Wires.Ip("-n", space, "link", "set", "enp7s0", "mtu", PrivateSize);
        Wires.Ip("-n", space, "address", "add", $"{address}/32", "dev", "enp7s0");
        Wires.Ip("-n", space, "route", "add", router, "dev", "enp7s0", "scope", "link");
        Wires.Ip("-n", space, "route", "add", range, "via", router, "dev", "enp7s0", "onlink");
    }

    // Floating addresses come to the server's card as its own address does; nobody asks who has them.
    private static void Route(Server server, string address)
    {
        string[] way = server.Order.PublicAddress is { } own && own != address
            ? ["via", own, "dev", server.PublicEnd, "onlink"]
            : ["dev", server.PublicEnd];
        Wires.Ip(["route", "replace", $"{address}/32", .. way, "src", Wires.Internet.ToString()]);
    }

    private static void Disconnect(Server server)
    {
        foreach (var end in new[] { server.PublicEnd, server.PrivateEnd })
            LocalProgram.Run("ip", "link", "del", end);
    }

    // Visitors are in the middle itself, other servers behind it.
    private static void Filter(Server server, IReadOnlyList<FirewallRule> rules, bool filtered)
    {
        var table = string.Create(CultureInfo.InvariantCulture, $"server{server.Number}");
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"table inet {table}\ndelete table inet {table}\n");
        if (filtered)
        {
            text.Append(CultureInfo.InvariantCulture, $"table inet {table} {{\n");
            foreach (var hook in new[] { "forward", "output" })
            {
                text.Append(CultureInfo.InvariantCulture, $"chain {hook} {{ type filter hook {hook} priority 0; policy accept;\n");
                text.Append(CultureInfo.InvariantCulture, $"oifname != \"{server.PublicEnd}\" accept\n");
                text.Append("ct state established,related accept\n");
                foreach (var rule in rules)
                    text.Append(CultureInfo.InvariantCulture, $"{Matches(rule)} accept\n");
                text.Append("drop\n}\n");
            }

            text.Append("}\n");
        }

        var result = LocalProgram.RunWithInput("nft", text.ToString(), "-f", "-");
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"nft takes no such firewall: {result.Text}\n{text}");
    }

    private static string Matches(FirewallRule rule)
    {
        var sources = rule.Sources.Where(source => !source.Contains(':', StringComparison.Ordinal)).ToArray();
        // Of sources that the world hasn't nothing comes.
        var from = sources.Contains("0.0.0.0/0") ? ""
            : sources.Length == 0 ? "ip saddr 0.0.0.0 " : $"ip saddr {{ {string.Join(", ", sources)} }} ";
        return rule.Ports is null or "any"
            ? $"{from}meta l4proto {rule.Protocol}"
            : $"{from}{rule.Protocol} dport {rule.Ports}";
    }

    private static string FirstOf(string range)
    {
        var bytes = System.Net.IPNetwork.Parse(range).BaseAddress.GetAddressBytes();
        bytes[3]++;
        return new System.Net.IPAddress(bytes).ToString();
    }

    private sealed class Server(int number, ServerOrder order)
    {
        public int Number { get; } = number;

        public ServerOrder Order { get; } = order;

        public Machine Machine { get; set; } = null!;

        /// <summary>Ranges of private networks by the server's address there.</summary>
        public ConcurrentDictionary<string, string> Cards { get; } = new(StringComparer.Ordinal);

        public string PublicEnd { get; } = string.Create(CultureInfo.InvariantCulture, $"pub{number}");

        public string PrivateEnd { get; } = string.Create(CultureInfo.InvariantCulture, $"prv{number}");
    }
}
