using Infra.Components.Tenants;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>What IPv6 needs.</summary>
internal static class DualStackRules
{
    [Asks<TenantSettings>(nameof(TenantSettings.Address), "IPv6: `network.dualStack`")]
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
}
