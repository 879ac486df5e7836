using System.Collections.Immutable;
using Infra.Components.Machines;
using Infra.Components.Tenants;
using Infra.Stacks.Providers.HCloud.Servers;
using Infra.Stacks.Settings;

namespace Infra.Stacks.Providers.HCloud;

/// <summary>Machines that are created on Hetzner Cloud.</summary>
internal sealed class HCloudMachineFactory : MachineFactory
{
    private readonly PlatformSettings _settings;
    private readonly ClusterSettings _cluster;
    private readonly HCloudNetworkComponent _network;

    /// <summary>Registers what the servers share.</summary>
    public HCloudMachineFactory(PlatformSettings settings)
    {
        _settings = settings;
        _cluster = settings.Cluster;
        _network = new HCloudNetworkComponent("network", new HCloudNetworkArgs
        {
            Cluster = _cluster.Name,
            Location = Given(_cluster.Location),
            PrivateRange = _cluster.Network.PrivateRange?.ToString(),
            AdministratorRanges = [.. _cluster.Administrators.Ranges.Select(range => range.ToString())],
            ApiRanges = [.. settings.ApiRanges.Select(range => range.ToString())],
            OpenToTheWorld = _cluster.ControlPlane.OpenToTheWorld,
            PlacementGroups = [.. settings.Tenants.Select(tenant => tenant.PlacementGroup).OfType<int>()],
            Protect = _cluster.Protect,
        });
    }

    /// <inheritdoc />
    public override MachineArgs Server(int number)
    {
        var name = _cluster.ServerName(number);
        var rebuild = _cluster.ControlPlane.Rebuild is { } wish && wish.Server == number ? wish.Why : null;
        return new HCloudServerArgs
        {
            Name = name,
            Network = _network,
            Role = ServerRole.ControlPlane,
            ServerType = Given(_cluster.ControlPlane.ServerType),
            Location = Given(_cluster.Location),
            Image = _cluster.Image,
            SshPublicKeys = _cluster.Administrators.SshPublicKeys,
            Firewall = Firewall(server: true),
            ServerAddresses = ServerAddresses,
            OneOfSeveral = _cluster.ControlPlane.Count > 1,
            Rebuild = rebuild,
            PrivateAddress = _cluster.Network.PrivateRange is { } range ? PrivateAddresses.ForControlPlane(range, number).ToString() : null,
            PlacementGroup = HCloudNetworkComponent.ControlPlaneGroup,
            Protect = _cluster.Protect,
        };
    }

    /// <inheritdoc />
    public override MachineArgs Agent(TenantSettings tenant)
    {
        var name = new TenantNames(tenant.Name).Node(_cluster.Name);
        return new HCloudServerArgs
        {
            Name = name,
            Network = _network,
            Role = ServerRole.Tenant,
            ServerType = Given(tenant.ServerType),
            Location = Given(tenant.Location ?? _cluster.Location),
            Image = _cluster.Image,
            SshPublicKeys = _cluster.Administrators.SshPublicKeys,
            Firewall = Firewall(server: false),
            Rebuild = tenant.Rebuild,
            PrivateAddress = tenant.PrivateAddress,
            PlacementGroup = tenant.PlacementGroup,
            Floating = tenant.Address is TenantAddress.Floating,
            ReverseName = tenant.Domains.FirstOrDefault(domain => !domain.StartsWith("*.", StringComparison.Ordinal)),
            Protect = _cluster.Protect,
        };
    }

    /// <inheritdoc />
    public override void OpenFirewalls(ImmutableArray<IMachine> servers, ImmutableArray<IMachine> agents)
    {
        // Traffic in a private network passes no firewall.
        if (_cluster.Network.PrivateRange is not null)
            return;
        _ = new PeerFirewallsComponent("peers", new PeerFirewallsArgs
        {
            Cluster = _cluster.Name,
            Servers = servers,
            Agents = agents,
            OpenToTheWorld = _cluster.ControlPlane.OpenToTheWorld,
        });
    }

    // In public networks the addresses come with the servers, and the firewalls at Hetzner name them.
    private string Firewall(bool server) => NodeFirewalls.Of(_settings, server, ServerAddresses, agents: []).Render();

    private ImmutableArray<string> ServerAddresses => _cluster.Network.PrivateRange is { } range
        ? [.. Enumerable.Range(1, _cluster.ControlPlane.Count).Select(number => PrivateAddresses.ForControlPlane(range, number).ToString())]
        : [];

    /// <summary>A setting that validation has seen to.</summary>
    private static string Given(string? setting) => setting ?? throw new InvalidOperationException("Settings were not validated.");
}
