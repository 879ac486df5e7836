using System.Net;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>Addresses in the private network: within its range, and one node's each.</summary>
internal static class PrivateAddressRules
{
    public static IEnumerable<Finding> TenantAddressNeedsPrivateNetwork(SettingsDraft draft)
    {
        if (!draft.Cluster.IsHcloud || !draft.Cluster.Network.IsPublic) yield break;
        foreach (var setting in draft.Tenants.Select(tenant => tenant.PrivateAddress).Where(setting => setting.IsGiven))
            yield return new Finding(setting.Place, "needs a private network", "remove it, or set cluster.network: private");
    }

    public static IEnumerable<Finding> HostsHavePrivateAddresses(SettingsDraft draft)
    {
        if (!draft.Cluster.IsSsh || !draft.Cluster.Network.IsPrivate.Or(false)) yield break;
        foreach (var host in draft.Hosts)
        {
            if (!host.PrivateAddress.IsGiven)
            {
                yield return new Finding(
                    host.PrivateAddress.Place, "is missing, and the network is private",
                    "give the machine's address in cluster.network.range, or set cluster.network: public");
            }
        }
    }

    public static IEnumerable<Finding> ChosenAddressesAreInRange(SettingsDraft draft)
    {
        if (draft.Cluster.Network.PrivateRange is not { } range) return [];
        var chosen = draft.Cluster.IsHcloud
            ? draft.Tenants.Select(tenant => tenant.PrivateAddress)
            : draft.Hosts.Select(host => host.PrivateAddress);
        return chosen.SelectMany(setting => OutOfRange(setting, range, draft.Cluster.IsHcloud));
    }

    public static IEnumerable<Finding> TenantAddressesAreFree(SettingsDraft draft)
    {
        var cluster = draft.Cluster;
        if (!cluster.IsHcloud || cluster.Network.PrivateRange is not { } range || !cluster.ControlPlane.Count.IsKnown) yield break;
        var names = new HashSet<string>(StringComparer.Ordinal);
        var addresses = draft.Tenants.Select(tenant => (Tenant: tenant, Address: AddressOf(tenant, range, names))).ToList();
        var used = addresses.Select(pair => pair.Address).OfType<IPAddress>().ToHashSet();
        var owners = new Dictionary<IPAddress, string>();
        for (var number = 1; number <= ControlPlaneRules.MostServers; number++)
        {
            used.Add(PrivateAddresses.ForControlPlane(range, number));
            owners[PrivateAddresses.ForControlPlane(range, number)] = $"control plane server {number}";
        }

        foreach (var (tenant, address) in addresses)
        {
            if (address is null || owners.TryAdd(address, tenant.Place.Path)) continue;
            var free = PrivateAddresses.Free(range, tenant.Name.Or(""), used.Contains);
            if (free is not null) used.Add(free);
            var how = tenant.PrivateAddress.IsGiven ? "is" : "would be, by the tenant's name,";
            yield return new Finding(
                tenant.PrivateAddress.Place with { Shown = address.ToString() },
                $"{how} the address of {owners[address]}, too",
                free is null ? "use a larger cluster.network.range" : $"try privateAddress: {free}");
        }
    }

    // A tenant whose name is wrong or someone else's has no address yet; that is reported as the name's problem.
    private static IPAddress? AddressOf(TenantDraft tenant, IPNetwork range, HashSet<string> names)
    {
        if (tenant.PrivateAddress.IsGiven) return tenant.PrivateAddress.Is(out var text) ? IPAddress.Parse(text) : null;
        return tenant.Name.Is(out var name) && names.Add(name) ? PrivateAddresses.ForTenant(range, name) : null;
    }

    private static IEnumerable<Finding> OutOfRange(Setting<string> setting, IPNetwork range, bool hasGateway)
    {
        if (!setting.Is(out var text)) yield break;
        var address = IPAddress.Parse(text);
        if (!range.Contains(address))
            yield return new Finding(setting.Place, $"must lie within the private network {range}", $"use one such as {PrivateAddresses.ForTenant(range, setting.Place.Path)}");
        else if (address.Equals(PrivateAddresses.At(range, 0)) || address.Equals(PrivateAddresses.Last(range)))
            yield return new Finding(setting.Place, $"is the network's or the broadcast address of {range}", $"use one such as {PrivateAddresses.ForTenant(range, setting.Place.Path)}");
        else if (hasGateway && address.Equals(PrivateAddresses.At(range, 1)))
            yield return new Finding(setting.Place, $"is the gateway of {range}, which Hetzner keeps", $"use one such as {PrivateAddresses.ForTenant(range, setting.Place.Path)}");
    }
}
