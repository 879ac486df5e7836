using System.Net;
using Infra.Stacks.Settings.Grammars;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>Addresses in the private network: within its range, and one node's each.</summary>
internal static class PrivateAddressRules
{
    public static IEnumerable<Finding> TenantAddressNeedsPrivateNetwork(SettingsAsRead settings)
    {
        if (!settings.IsHcloud || !settings.IsPublic) yield break;
        foreach (var tenant in settings.Tenants.Where(tenant => tenant.PrivateAddress is not null))
            yield return new Finding(PlaceOf(tenant, settings), "needs a private network", "remove it, or set cluster.network: private");
    }

    public static IEnumerable<Finding> HostsHavePrivateAddresses(SettingsAsRead settings)
    {
        if (!settings.IsSsh || !settings.IsPrivate) yield break;
        foreach (var host in settings.Hosts)
        {
            if (settings.Places.Of(host, nameof(host.PrivateAddress)) is { IsMissing: true } place)
            {
                yield return new Finding(
                    place, "is missing, and the network is private",
                    "give the machine's address in cluster.network.range, or set cluster.network: public");
            }
        }
    }

    public static IEnumerable<Finding> ChosenAddressesAreInRange(SettingsAsRead settings)
    {
        if (settings.PrivateRange is not { } range) return [];
        var chosen = settings.IsHcloud
            ? settings.Tenants.Select(tenant => (Address: tenant.PrivateAddress, Place: PlaceOf(tenant, settings)))
            : settings.Hosts.Select(host => (Address: host.PrivateAddress, Place: settings.Places.Of(host, nameof(host.PrivateAddress))));
        return chosen.Where(pair => pair.Address is not null)
            .SelectMany(pair => OutOfRange(IPAddress.Parse(pair.Address!), pair.Place, range, settings.IsHcloud));
    }

    public static IEnumerable<Finding> TenantAddressesAreFree(SettingsAsRead settings)
    {
        if (!settings.IsHcloud || settings.PrivateRange is not { } range) yield break;
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

    private static IEnumerable<Finding> OutOfRange(IPAddress address, Place place, IPNetwork range, bool hasGateway)
    {
        var fix = $"use one such as {PrivateAddresses.ForTenant(range, place.Path)}";
        if (!range.Contains(address))
            yield return new Finding(place, $"must lie within the private network {range}", fix);
        else if (address.Equals(PrivateAddresses.At(range, 0)) || address.Equals(PrivateAddresses.Last(range)))
            yield return new Finding(place, $"is the network's or the broadcast address of {range}", fix);
        else if (hasGateway && address.Equals(PrivateAddresses.At(range, 1)))
            yield return new Finding(place, $"is the gateway of {range}, which Hetzner keeps", fix);
    }
}
