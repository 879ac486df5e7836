using System.Net;
using Infra.Components.LoadBalancing;
using Infra.Components.Tenants;
using Infra.Stacks.Providers.Ssh;
using Infra.Stacks.Settings.Grammars;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>
/// Addresses lead to machines. One in the cluster's own ranges would be taken for a pod's by every node, and kept from SSH and from its
/// neighbours.
/// </summary>
internal static class MachineAddressRules
{
    private const string Words = "outside K3s's ranges, neither loopback nor link-local";

    [Asks<ExistingHost>(nameof(ExistingHost.Address), Words)]
    [Asks<ExistingHost>(nameof(ExistingHost.PrivateAddress), Words)]
    [Asks<ExistingHost>(nameof(ExistingHost.Ipv6Address), Words)]
    [Asks<TenantSettings>(nameof(TenantSettings.Address), Words)]
    [Asks<BgpRouter>(nameof(BgpRouter.Address), Words)]
    public static IEnumerable<Finding> AddressesLeadToMachines(SettingsAsRead settings) =>
        from given in Given(settings)
        let special = given.Address is { } address ? SpecialRange.Of(IPAddress.Parse(address)) : null
        where special is not null
        select new Finding(
            given.Place, $"lies in {special.Range}, which {special.Use}",
            SpecialRange.OfCluster.Contains(special)
                ? $"move {given.What} to another network: the cluster's ranges are fixed"
                : $"give the address at which others reach {given.What}");

    private static IEnumerable<(string? Address, Place Place, string What)> Given(SettingsAsRead settings)
    {
        foreach (var host in settings.Hosts)
        {
            yield return (host.Address, settings.Places.Of(host, nameof(host.Address)), "the machine");
            yield return (host.PrivateAddress, settings.Places.Of(host, nameof(host.PrivateAddress)), "the machine");
            yield return (host.Ipv6Address, settings.Places.Of(host, nameof(host.Ipv6Address)), "the machine");
        }

        foreach (var tenant in settings.Tenants)
        {
            if (tenant.Address is TenantAddress.Literal literal)
                yield return (literal.Address, settings.Places.Of(tenant, nameof(tenant.Address)), "the tenant");
        }

        foreach (var router in settings.Cluster.Bgp?.Peers ?? [])
            yield return (router.Address, settings.Places.Of(router, nameof(router.Address)), "the router");
    }
}
