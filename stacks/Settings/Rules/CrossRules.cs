using System.Collections.Immutable;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>The rules that look at more than one value. Each is linear in the number of tenants.</summary>
internal static class CrossRules
{
    public static ImmutableArray<Func<SettingsAsRead, IEnumerable<Finding>>> All { get; } =
    [
        ProviderRules.KeysFitTheProvider,
        ProviderRules.AddressesFitTheProvider,
        NetworkRules.RangeNeedsPrivateNetwork,
        LocationRules.PrivateNetworksStayInTheirZone,
        ControlPlaneRules.EntryExists,
        ControlPlaneRules.RebuiltServerCanGo,
        ControlPlaneRules.HostsMatchCount,
        AdministratorRules.WorldIsAskedFor,
        AdministratorRules.RangesDoNotOverlap,
        AdministratorRules.RangesLeaveTheClusterOut,
        SshKeyRules.HcloudNeedsKey,
        SshKeyRules.KeysAreUnique,
        SshKeyRules.KeysFitIntoACommand,
        CertificateRules.AcmeNeedsEmail,
        BgpRules.PeersAreNamed,
        BgpRules.PeersAreUnique,
        NameRules.NamesAreUnique,
        DomainRules.DomainsAreNotShared,
        ClaimRules.AddressesAreClaimedOnce,
        PrivateAddressRules.TenantAddressNeedsPrivateNetwork,
        PrivateAddressRules.HostsHavePrivateAddresses,
        PrivateAddressRules.ChosenAddressesAreInRange,
        PrivateAddressRules.TenantAddressesAreFree,
        DualStackRules.Ipv6AddressNeedsDualStack,
        DualStackRules.HostsHaveIpv6Addresses,
        DualStackRules.DualStackNeedsExistingMachines,
        CapacityRules.ServersFitTheNetwork,
        CapacityRules.NodesFitTheFirewall,
        PlacementRules.GroupsHaveRoom,
        QuotaRules.PodsFitTheNode,
    ];
}
