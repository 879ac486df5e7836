using System.Net;
using Infra.Components.Tenants;
using Infra.Stacks.Settings;
using Infra.Stacks.Settings.Grammars;
using Infra.Stacks.Settings.Reading;
using Infra.Stacks.Settings.Rules;

namespace Infra.Stacks.Providers.HCloud.Rules;

/// <summary>Addresses of servers on Hetzner Cloud: public ones are Hetzner's, private ones the program's.</summary>
internal static class AddressRules
{
    [Asks<TenantSettings>(nameof(TenantSettings.Address), "an IP address: ssh")]
    public static IEnumerable<Finding> TenantsAddressesAreHetzners(SettingsAsRead settings) => settings.Tenants
        .Where(tenant => tenant.Address is TenantAddress.Literal)
        .Select(tenant => new Finding(
            settings.Places.Of(tenant, nameof(tenant.Address)),
            "needs provider ssh: Hetzner Cloud assigns addresses itself", "use primary, or floating for one that can move"));

    [Asks<NetworkSettings>(nameof(NetworkSettings.DualStack), "ssh only")]
    public static IEnumerable<Finding> NoDualStack(SettingsAsRead settings)
    {
        var network = settings.Cluster.Network;
        if (network.DualStack)
        {
            yield return new Finding(
                settings.Places.Of(network, nameof(network.DualStack)),
                "goes with provider ssh alone: servers on Hetzner Cloud serve their tenants at IPv4 addresses",
                "remove it");
        }
    }

    [Asks<TenantSettings>(nameof(TenantSettings.PrivateAddress), "with a private network alone")]
    public static IEnumerable<Finding> PrivateAddressesNeedAPrivateNetwork(SettingsAsRead settings)
    {
        if (!settings.IsPublic) yield break;
        foreach (var tenant in settings.Tenants.Where(tenant => tenant.PrivateAddress is not null))
            yield return new Finding(PlaceOf(tenant, settings), "needs a private network", "remove it, or set cluster.network: private");
    }

    [Asks<TenantSettings>(nameof(TenantSettings.PrivateAddress), "in `network.range`")]
    public static IEnumerable<Finding> ChosenPrivateAddressesAreInRange(SettingsAsRead settings) => PrivateAddressRules.AreInRange(
        settings.Tenants.Select(tenant => (tenant.PrivateAddress, PlaceOf(tenant, settings))), settings.PrivateRange, gateway: "Hetzner");

    [Asks<TenantSettings>(nameof(TenantSettings.PrivateAddress), "one node's")]
    public static IEnumerable<Finding> PrivateAddressesAreFree(SettingsAsRead settings)
    {
        if (settings.PrivateRange is not { } range) yield break;
        var names = new HashSet<string>(StringComparer.Ordinal);
        var addresses = settings.Tenants.Select(tenant => (Tenant: tenant, Address: AddressOf(tenant, settings, names))).ToList();
        var used = addresses.Select(pair => pair.Address).OfType<IPAddress>().ToHashSet();
        var owners = new Dictionary<IPAddress, string>();
        for (var number = 1; number <= ServerCount.Most; number++)
        {
            used.Add(PrivateAddresses.ForControlPlane(range, number));
            owners[PrivateAddresses.ForControlPlane(range, number)] = $"control plane server {number}";
        }

        foreach (var (tenant, address) in addresses)
        {
            if (address is null || owners.TryAdd(address, settings.Places.Of(tenant).Path)) continue;
            var free = PrivateAddresses.Free(range, tenant.Name ?? "", used.Contains);
            if (free is not null) used.Add(free);
            var how = tenant.PrivateAddress is null ? "would be, by the tenant's name," : "is";
            yield return new Finding(
                PlaceOf(tenant, settings) with { Shown = address.ToString() },
                $"{how} the address of {owners[address]}, too",
                free is null ? "use a larger cluster.network.range" : $"try privateAddress: {free}");
        }
    }

    private static Place PlaceOf(TenantSettings tenant, SettingsAsRead settings) =>
        settings.Places.Of(tenant, nameof(tenant.PrivateAddress));

    // A tenant whose name is wrong or someone else's has no address yet; that is reported as the name's problem.
    private static IPAddress? AddressOf(TenantSettings tenant, SettingsAsRead settings, HashSet<string> names)
    {
        var place = PlaceOf(tenant, settings);
        var follows = place.IsMissing && tenant.Name is not null && names.Add(tenant.Name);
        return place.IsRight || follows ? DerivedSettings.PrivateAddress(tenant, settings.Cluster) : null;
    }
}
