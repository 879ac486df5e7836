using System.Globalization;

namespace Infra.Tests.Integration.Hosts;

/// <summary>
/// A pod on a host, as far as its packets go: a network namespace behind the bridge that flannel gives pods, for which the host forwards.
/// The world outside knows the way back, so that nothing but the host's rules decides what it reaches.
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

    public string Address => $"{_range}.2";

    /// <summary>The host's address on the bridge.</summary>
    public string Gateway => $"{_range}.1";

    public static async Task<Pod> StartOnAsync(Host host)
    {
        var pod = new Pod(host);
        await host.MustAsync($"""
            ip netns add pod
            [ -e /sys/class/net/cni0 ] || ip link add cni0 type bridge
            ip address add {pod.Gateway}/24 dev cni0 && ip link set cni0 up
            ip link add pod0 type veth peer name eth0 netns pod && ip link set pod0 master cni0 up
            bridge link set dev pod0 hairpin on
            ip -n pod address add {pod.Address}/24 dev eth0 && ip -n pod link set eth0 up
            ip -n pod route add default via {pod.Gateway}
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

    /// <summary>Whether this pod gets a packet to a port, be it that nobody listens there.</summary>
    public Task<bool> ReachesAsync(string address, int port) => Reach.TcpAsync(
        probe => _host.SshAsync($"ip netns exec pod {probe}"), address, port);

    public void Dispose() => LocalProgram.Must("ip", "-n", Names.Hub, "route", "del", $"{_range}.0/24");
}
