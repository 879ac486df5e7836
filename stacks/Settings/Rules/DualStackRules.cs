using Infra.Components.Tenants;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>What IPv6 needs.</summary>
internal static class DualStackRules
{
    public static IEnumerable<Finding> Ipv6AddressNeedsDualStack(SettingsAsRead settings)
    {
        var network = settings.Cluster.Network;
        if (network.DualStack || !settings.Knows(network, nameof(network.DualStack))) yield break;
        foreach (var tenant in settings.Tenants)
        {
            if (tenant.Address is TenantAddress.Literal literal && literal.Address.Contains(':'))
                yield return new Finding(
                    settings.Places.Of(tenant, nameof(tenant.Address)),
                    "is an IPv6 address, and the cluster has IPv4 alone",
                    "set cluster.network.dualStack: true, or use an IPv4 address");
        }
    }

    public static IEnumerable<Finding> HostsHaveIpv6Addresses(SettingsAsRead settings)
    {
        if (!settings.IsSsh || !settings.Cluster.Network.DualStack) yield break;
        foreach (var host in settings.Hosts)
        {
            if (settings.Places.Of(host, nameof(host.Ipv6Address)) is { IsMissing: true } place)
                yield return new Finding(
                    place, "is missing, and the network is dual-stack",
                    "give the machine's IPv6 address, or set cluster.network.dualStack: false");
        }
    }

    public static IEnumerable<Finding> DualStackNeedsExistingMachines(SettingsAsRead settings)
    {
        var network = settings.Cluster.Network;
        if (settings.IsHcloud && network.DualStack)
        {
            yield return new Finding(
                settings.Places.Of(network, nameof(network.DualStack)),
                "goes with provider ssh alone: servers on Hetzner Cloud serve their tenants at IPv4 addresses",
                "remove it");
        }
    }
}
