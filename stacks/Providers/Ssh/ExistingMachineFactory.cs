using System.Collections.Immutable;
using Infra.Components.Machines;
using Infra.Components.Tenants;
using Infra.Stacks.Settings;
using Pulumi;

namespace Infra.Stacks.Providers.Ssh;

/// <summary>Machines that exist already.</summary>
internal sealed class ExistingMachineFactory(ClusterSettings cluster, Input<string>? sshPrivateKey) : MachineFactory
{
    /// <inheritdoc />
    public override MachineArgs Server(int number) =>
        Machine(cluster.ServerName(number), cluster.ControlPlane.Hosts[number - 1], runsControlPlane: true, serviceAddress: null);

    /// <inheritdoc />
    public override MachineArgs Agent(TenantSettings tenant) => Machine(
        new TenantNames(tenant.Name).Node(cluster.Name),
        tenant.Host ?? throw new InvalidOperationException("Settings were not validated."),
        runsControlPlane: false,
        (tenant.Address as TenantAddress.Literal)?.Address);

    /// <inheritdoc />
    public override void OpenFirewalls(ImmutableArray<IMachine> servers, ImmutableArray<IMachine> agents)
    {
        // What stands before existing machines is their owner's.
    }

    private ImmutableArray<string> ServerAddresses =>
    [
        .. cluster.ControlPlane.Hosts.Select(host => host.PrivateAddress ?? host.Address),
        .. cluster.ControlPlane.Hosts.Select(host => host.Ipv6Address).OfType<string>(),
    ];

    private ExistingMachineArgs Machine(string name, ExistingHost host, bool runsControlPlane, string? serviceAddress) => new()
    {
        Name = name,
        Host = host,
        RunsControlPlane = runsControlPlane,
        Protect = cluster.Protect,
        PrivateKey = sshPrivateKey,
        SshPublicKeys = cluster.Administrators.SshPublicKeys,
        Firewall = NodeFirewalls.Of(cluster, runsControlPlane, ServerAddresses).Render(),
        ServiceAddress = serviceAddress,
    };
}
