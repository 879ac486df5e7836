using Infra.Components.Tenants;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>What IPv6 needs.</summary>
internal static class DualStackRules
{
    public static IEnumerable<Finding> Ipv6AddressNeedsDualStack(SettingsDraft draft)
    {
        var dualStack = draft.Cluster.Network.DualStack;
        if (!dualStack.IsKnown || dualStack.Or(false)) yield break;
        foreach (var setting in draft.Tenants.Select(tenant => tenant.Address))
        {
            if (setting.Is(out var address) && address is TenantAddress.Literal literal && AddressRules.IsIpv6(literal.Address))
                yield return new Finding(
                    setting.Place,
                    "is an IPv6 address, and the cluster has IPv4 alone",
                    "set cluster.network.dualStack: true, or use an IPv4 address");
        }
    }

    public static IEnumerable<Finding> HostsHaveIpv6Addresses(SettingsDraft draft)
    {
        if (!draft.Cluster.IsSsh || !draft.Cluster.Network.DualStack.Or(false)) yield break;
        foreach (var host in draft.Hosts)
        {
            if (!host.Ipv6Address.IsGiven)
                yield return new Finding(
                    host.Ipv6Address.Place,
                    "is missing, and the network is dual-stack",
                    "give the machine's IPv6 address, or set cluster.network.dualStack: false");
        }
    }

    public static IEnumerable<Finding> DualStackNeedsExistingMachines(SettingsDraft draft)
    {
        var network = draft.Cluster.Network;
        if (draft.Cluster.IsHcloud && network.DualStack.Or(false))
        {
            yield return new Finding(
                network.DualStack.Place,
                "goes with provider ssh alone: servers on Hetzner Cloud serve their tenants at IPv4 addresses",
                "remove it");
        }
    }
}
