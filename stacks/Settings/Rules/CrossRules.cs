using System.Collections.Immutable;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>The rules that look at more than one value, whatever the provider. Each is linear in the number of tenants.</summary>
internal static class CrossRules
{
    public static ImmutableArray<Func<SettingsAsRead, IEnumerable<Finding>>> All { get; } =
    [
        ProviderRules.KeysFitTheProvider,
        NetworkRules.RangeNeedsPrivateNetwork,
        ControlPlaneRules.EntryExists,
        ControlPlaneRules.RebuiltServerCanGo,
        RangeRules.WorldIsAskedFor,
        RangeRules.RangesDoNotOverlap,
        RangeRules.RangesLeaveTheClusterOut,
        PeopleRules.PeopleNeedAProvider,
        SshKeyRules.KeysFitIntoACommand,
        CertificateRules.AcmeNeedsEmail,
        BgpRules.PeersAreUnique,
        MachineAddressRules.AddressesLeadToMachines,
        NameRules.NamesAreUnique,
        NameRules.NamespacesAreUnique,
        DomainRules.DomainsAreNotShared,
        DomainRules.DomainsAreFewEnough,
        ClaimRules.AddressesAreClaimedOnce,
        DualStackRules.Ipv6AddressNeedsDualStack,
        QuotaRules.PodsFitTheNode,
        QuotaRules.SharesLeaveRoom,
        QuotaRules.ControllersShareIsLeft,
    ];
}
