using System.Collections.Immutable;
using Infra.Components.Machines;
using Infra.Components.Tenants;
using Infra.Stacks.Settings;
using Pulumi;

namespace Infra.Stacks.Providers.Ssh;

/// <summary>Machines that exist already.</summary>
internal sealed class ExistingMachineFactory(PlatformSettings settings, Input<string>? sshPrivateKey) : MachineFactory
{
    private readonly ClusterSettings _cluster = settings.Cluster;

    /// <inheritdoc />
    public override MachineArgs Server(int number) =>
        Machine(_cluster.ServerName(number), _cluster.ControlPlane.Hosts[number - 1], runsControlPlane: true, serviceAddress: null);

    /// <inheritdoc />
    public override MachineArgs Agent(TenantSettings tenant) => Machine(
        new TenantNames(tenant.Name).Node(_cluster.Name),
        tenant.Host ?? throw new InvalidOperationException("Settings were not validated."),
        runsControlPlane: false,
        (tenant.Address as TenantAddress.Literal)?.Address);

    /// <inheritdoc />
    public override void OpenFirewalls(ImmutableArray<IMachine> servers, ImmutableArray<IMachine> agents)
    {
        // What stands before existing machines is their owner's.
    }

    private ImmutableArray<string> ServerAddresses =>
        [.. _cluster.ControlPlane.Hosts.SelectMany(Addresses).Distinct(StringComparer.Ordinal)];

    // In no tenant's order, which has no meaning.
    private ImmutableArray<string> AgentAddresses => _cluster.Network.PrivateRange is not null
        ? []
        :
        [
            .. settings.Tenants.Select(tenant => tenant.Host).OfType<ExistingHost>().SelectMany(Addresses)
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];

    // Without a private network it is the way to another node that decides which of its addresses a host comes from.
    private IEnumerable<string> Addresses(ExistingHost host) => new[]
    {
        host.PrivateAddress,
        _cluster.Network.PrivateRange is null || host.PrivateAddress is null ? host.Address : null,
        host.Ipv6Address,
    }.OfType<string>();

    private ExistingMachineArgs Machine(string name, ExistingHost host, bool runsControlPlane, string? serviceAddress) => new()
    {
        Name = name,
        Host = host,
        RunsControlPlane = runsControlPlane,
        ServerAddresses = runsControlPlane ? [.. _cluster.ControlPlane.Hosts.Select(ExistingMachineComponent.NodeAddressOf)] : [],
        Protect = _cluster.Protect,
        PrivateKey = sshPrivateKey,
        SshPublicKeys = _cluster.Administrators.SshPublicKeys,
        Firewall = NodeFirewalls.Of(settings, runsControlPlane, ServerAddresses, AgentAddresses).Render(),
        ServiceAddress = serviceAddress,
    };
}
