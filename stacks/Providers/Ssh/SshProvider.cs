using System.Collections.Immutable;
using Infra.Stacks.Settings;
using Infra.Stacks.Settings.Reading;
using Pulumi;

namespace Infra.Stacks.Providers.Ssh;

/// <summary>Machines exist already and are reached over SSH.</summary>
public sealed class SshProvider : NodeProvider
{
    /// <inheritdoc />
    public override string Word => "ssh";

    /// <inheritdoc />
    internal override ImmutableArray<Func<SettingsAsRead, IEnumerable<Finding>>> Rules { get; } =
    [
        HostRules.HostsMatchCount,
        HostRules.NoFloatingAddresses,
        HostRules.HostsHavePrivateAddresses,
        HostRules.PrivateAddressesAreInRange,
        HostRules.TranslationNeedsAPrivateNetwork,
        HostRules.HostsHaveIpv6Addresses,
    ];

    /// <inheritdoc />
    public override int? MemoryMi(TenantSettings tenant) => tenant.Host?.MemoryMi;

    /// <inheritdoc />
    internal override GivenAddresses Addresses(TenantSettings tenant) =>
        tenant.Host is { } host ? new(host.PrivateAddress ?? host.Address, host.Address, host.Ipv6Address) : new(null, null, null);

    /// <inheritdoc />
    internal override MachineFactory Machines(PlatformSettings settings, Input<string>? sshPrivateKey) =>
        new ExistingMachineFactory(settings, sshPrivateKey);
}
