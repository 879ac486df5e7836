using System.Globalization;

namespace Infra.Tests.Integration.Hosts;

/// <summary>
/// A pod on a host, as far as its packets go: a network namespace behind an interface of the host, which forwards for it. The world
/// outside knows the way back, so that nothing but the host's rules decides what it reaches.
/// </summary>
internal sealed class Pod : IDisposable
{
    private readonly Host _host;
    private readonly string _range;

    private Pod(Host host)
    {
        _host = host;
        _range = string.Create(CultureInfo.InvariantCulture, $"10.42.{host.Number}");
        LocalProgram.Must("ip", "-n", Names.Hub, "route", "add", $"{_range}.0/24", "via", host.PublicAddress);
    }

    public static async Task<Pod> StartOnAsync(Host host)
    {
        var pod = new Pod(host);
        await host.MustAsync($"""
            ip netns add pod
            ip link add pod0 type veth peer name eth0 netns pod
            ip address add {pod._range}.1/24 dev pod0 && ip link set pod0 up
            ip -n pod address add {pod._range}.2/24 dev eth0 && ip -n pod link set eth0 up
            ip -n pod route add default via {pod._range}.1
            """);
        return pod;
    }

    /// <summary>The status that a server answers this pod with, or 000 if the pod doesn't reach it.</summary>
    public async Task<string> AskAsync(string url)
    {
        var answer = await _host.SshAsync(
            $"ip netns exec pod curl --silent --output /dev/null --max-time 2 --write-out '%{{http_code}}' {url}");
        return answer.Output;
    }

    public void Dispose() => LocalProgram.Must("ip", "-n", Names.Hub, "route", "del", $"{_range}.0/24");
}
