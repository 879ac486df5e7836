using Infra.Components.Tenants;
using Infra.Stacks.Settings;
using Infra.Stacks.Settings.Grammars;
using Infra.Stacks.Settings.Reading;
using Infra.Stacks.Settings.Rules;

namespace Infra.Stacks.Providers.Ssh;

/// <summary>What machines that exist must be given with.</summary>
internal static class HostRules
{
    [Asks<ControlPlaneSettings>(nameof(ControlPlaneSettings.Hosts), "as many as `count`")]
    public static IEnumerable<Finding> HostsMatchCount(SettingsAsRead settings)
    {
        var place = settings.Places.Of(settings.Cluster.ControlPlane, nameof(ControlPlaneSettings.Hosts));
        if (!place.IsRight || settings.Servers is not { } count || place.Count == count) yield break;
        yield return new Finding(
            place, $"must name {count} host{(count == 1 ? "" : "s")} (controlPlane.count), but names {place.Count}",
            place.Count is 1 or ServerCount.Most ? $"set controlPlane.count: {place.Count}, or name as many" : "name as many");
    }

    [Asks<TenantSettings>(nameof(TenantSettings.Address), "`floating`: hcloud")]
    public static IEnumerable<Finding> NoFloatingAddresses(SettingsAsRead settings) => settings.Tenants
        .Where(tenant => tenant.Address is TenantAddress.Floating)
        .Select(tenant => new Finding(
            settings.Places.Of(tenant, nameof(tenant.Address)),
            "needs provider hcloud, which can move an address", "use primary, or the IP address that is routed to the host"));

    [Asks<ExistingHost>(nameof(ExistingHost.PrivateAddress), "required with a private network")]
    public static IEnumerable<Finding> HostsHavePrivateAddresses(SettingsAsRead settings)
    {
        if (!settings.IsPrivate) yield break;
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

    [Asks<ExistingHost>(nameof(ExistingHost.PrivateAddress), "in `network.range`")]
    public static IEnumerable<Finding> PrivateAddressesAreInRange(SettingsAsRead settings) => PrivateAddressRules.AreInRange(
        settings.Hosts.Select(host => (host.PrivateAddress, settings.Places.Of(host, nameof(host.PrivateAddress)))), settings.PrivateRange);

    /// <summary>
    /// In a public network nodes reach each other at the public address, and the kubelet wants that on an interface.
    /// </summary>
    [Asks<TenantSettings>(nameof(TenantSettings.Address), "the host's private one: with a private network")]
    public static IEnumerable<Finding> TranslationNeedsAPrivateNetwork(SettingsAsRead settings) =>
        from tenant in settings.Tenants
        where settings.IsPublic && tenant.TranslatedTo is not null
        select new Finding(
            settings.Places.Of(tenant, nameof(tenant.Address)),
            "is the host's private address, and the network is public: nodes couldn't reach this one",
            "set cluster.network: private, or use primary if the public address is on an interface of the machine");

    [Asks<ExistingHost>(nameof(ExistingHost.Ipv6Address), "required with `dualStack`")]
    public static IEnumerable<Finding> HostsHaveIpv6Addresses(SettingsAsRead settings)
    {
        if (!settings.Cluster.Network.DualStack) yield break;
        foreach (var host in settings.Hosts)
        {
            if (settings.Places.Of(host, nameof(host.Ipv6Address)) is { IsMissing: true } place)
                yield return new Finding(
                    place, "is missing, and the network is dual-stack",
                    "give the machine's IPv6 address, or set cluster.network.dualStack: false");
        }
    }
}
