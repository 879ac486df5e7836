using System.Globalization;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>
/// Tells the data center where addresses lead and what servers let in, whenever that differs from what was told before: whatever changed
/// it, labels, rules, assignments or a server's end.
/// </summary>
internal sealed class Wiring(Project project)
{
    private readonly Dictionary<string, long> _routes = [];
    private readonly Dictionary<long, string> _filters = [];

    /// <summary>Tells what changed.</summary>
    /// <returns>Ends when the data center has done all of it.</returns>
    public Task UpdateAsync()
    {
        var filters = Filters();
        return Task.WhenAll([.. filters.Values, .. Routes(filters)]);
    }

    private Dictionary<long, Task> Filters()
    {
        var told = new Dictionary<long, Task>();
        foreach (var gone in _filters.Keys.Where(server => project.Servers.Find(server) is null).ToList())
            _filters.Remove(gone);
        foreach (var server in project.Servers.All.Where(server => server.IsMade))
        {
            var firewalls = project.Firewalls.Of(server).ToList();
            var rules = firewalls.SelectMany(firewall => firewall.Rules)
                .Where(rule => rule.IsIncoming).Select(rule => rule.Effect).ToList();
            var isFiltered = firewalls.Count > 0;
            var text = $"{isFiltered} {string.Join('|', rules.Select(Text))}";
            if (_filters.GetValueOrDefault(server.Id) == text)
                continue;
            _filters[server.Id] = text;
            told[server.Id] = project.WorkOn(server.Id, datacenter => datacenter.FilterAsync(server.Id, rules, isFiltered));
        }

        return told;
    }

    private static string Text(FirewallRule rule) => $"{rule.Protocol} {rule.Ports} {string.Join(',', rule.Sources)}";

    private List<Task> Routes(Dictionary<long, Task> filters)
    {
        var now = project.PrimaryIps.All.Select(address => (Address: (PublicIp)address, Server: address.Assignee))
            .Concat(project.FloatingIps.All.Select(address => (Address: (PublicIp)address, address.Server)))
            .Where(route => route.Address.Type == "ipv4" && project.Servers.Find(route.Server)?.IsMade == true)
            .ToDictionary(route => route.Address.Ip, route => route.Server!.Value);
        List<Task> told = [];
        foreach (var gone in _routes.Keys.Except(now.Keys).ToList())
        {
            _routes.Remove(gone);
            told.Add(Route(gone, null, Task.CompletedTask));
        }

        foreach (var (address, server) in now.Where(route => _routes.GetValueOrDefault(route.Key) != route.Value))
        {
            _routes[address] = server;
            // A new server is never in reach without its firewalls.
            told.Add(Route(address, server, filters.GetValueOrDefault(server, Task.CompletedTask)));
        }

        return told;
    }

    private Task Route(string address, long? server, Task before) => project.Work.Add(
        string.Create(CultureInfo.InvariantCulture, $"address {address}"),
        async () =>
        {
            await before;
            await project.Datacenter.RouteAsync(address, server);
        });
}
