using System.Collections.Immutable;
using System.Net;
using Infra.Components.K3s;
using Infra.Stacks.Settings;

namespace Infra.Stacks.Providers;

/// <summary>What the machines of a stack let in, wherever they come from.</summary>
internal static class NodeFirewalls
{
    /// <summary>The firewall of a server, or of a tenant's node.</summary>
    /// <param name="settings">The stack's settings.</param>
    /// <param name="server">Whether the machine runs the control plane.</param>
    /// <param name="servers">
    /// Addresses from which servers come, as far as settings tell them; none where they come with the servers.
    /// </param>
    /// <param name="agents">Addresses from which tenants' nodes come, where no range names them and settings tell them.</param>
    public static NodeFirewall Of(
        PlatformSettings settings, bool server, ImmutableArray<string> servers, ImmutableArray<string> agents)
    {
        var cluster = settings.Cluster;
        return new NodeFirewall
        {
            Server = server,
            Network = new NodeNetwork(cluster.Network.PrivateRange?.ToString(), cluster.Network.DualStack),
            Servers = servers,
            Agents = server ? agents : [],
            Administrators = Texts(cluster.ControlPlane.OpenToTheWorld ? [] : cluster.Administrators.Ranges),
            ApiClients = Texts(cluster.ControlPlane.OpenToTheWorld || !server ? [] : settings.TenantRanges),
            Routers = [.. cluster.Bgp?.Peers.Select(peer => peer.Address) ?? []],
        };
    }

    private static ImmutableArray<string> Texts(ImmutableArray<IPNetwork> ranges) => [.. ranges.Select(range => range.ToString())];
}
