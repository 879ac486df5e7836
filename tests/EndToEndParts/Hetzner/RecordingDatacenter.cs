using System.Collections.Concurrent;
using Infra.Tests.EndToEnd.Hetzner;

namespace Infra.Tests.EndToEndParts.Hetzner;

/// <summary>A data center that only writes down what it is asked for. It can be slow, and it can fail.</summary>
internal sealed class RecordingDatacenter : IDatacenter
{
    private readonly ConcurrentQueue<string> _calls = [];

    /// <summary>What it was asked for, such as <c>power-on 4000001</c>.</summary>
    public IReadOnlyList<string> Calls => [.. _calls];

    /// <summary>The orders of servers.</summary>
    public ConcurrentQueue<ServerOrder> Orders { get; } = [];

    /// <summary>What calls with that first word wait for.</summary>
    public ConcurrentDictionary<string, Task> Waits { get; } = [];

    public Task CreateAsync(ServerOrder order)
    {
        Orders.Enqueue(order);
        return Call("create", order.Id);
    }

    public Task DeleteAsync(long server) => Call("delete", server);

    public Task PowerOnAsync(long server) => Call("power-on", server);

    public Task PowerOffAsync(long server) => Call("power-off", server);

    public Task RebootAsync(long server) => Call("reboot", server);

    public Task RebuildAsync(long server, string image) => Call("rebuild", server, image);

    public Task AttachAsync(long server, string address, string networkRange) => Call("attach", server, address, networkRange);

    public Task DetachAsync(long server, string address) => Call("detach", server, address);

    public Task RouteAsync(string address, long? server) => Call("route", address, server?.ToString() ?? "nowhere");

    public Task FilterAsync(long server, IReadOnlyList<FirewallRule> rules, bool filtered) => Call(
        "filter",
        server,
        filtered ? string.Join(' ', rules.Select(rule => $"{rule.Protocol}/{rule.Ports}<{string.Join(',', rule.Sources)}")) : "off");

    private Task Call(string call, params object[] arguments)
    {
        _calls.Enqueue($"{call} {string.Join(' ', arguments)}");
        return Waits.GetValueOrDefault(call, Task.CompletedTask);
    }
}
