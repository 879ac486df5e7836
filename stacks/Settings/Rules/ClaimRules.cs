using Infra.Components.Tenants;
using Infra.Stacks.Providers.Ssh;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>An address is one machine's, or one tenant's.</summary>
internal static class ClaimRules
{
    [Asks<TenantSettings>(nameof(TenantSettings.Address), "one tenant's, and no host's but its own private one")]
    [Asks<ExistingHost>(nameof(ExistingHost.Address), "one machine's")]
    [Asks<ExistingHost>(nameof(ExistingHost.PrivateAddress), "one machine's")]
    [Asks<ExistingHost>(nameof(ExistingHost.Ipv6Address), "one machine's")]
    public static IEnumerable<Finding> AddressesAreClaimedOnce(SettingsAsRead settings)
    {
        var owners = new Dictionary<string, Claim>(StringComparer.Ordinal);
        foreach (var claim in Claims(settings))
        {
            if (owners.TryAdd(claim.Address, claim)) continue;
            var other = owners[claim.Address];
            if (claim.Machine != other.Machine)
                yield return new Finding(claim.Place, $"is claimed by {other.Place.Path}, too", "give each its own address");
            else if (claim.IsLiteral && !other.IsPrivate)
                yield return new Finding(claim.Place, "is the host's own address", "use primary");
        }
    }

    private static IEnumerable<Claim> Claims(SettingsAsRead settings)
    {
        var machine = 0;
        foreach (var host in settings.Cluster.ControlPlane.Hosts)
        {
            foreach (var claim in OfHost(host, machine, settings.Places)) yield return claim;
            machine++;
        }

        foreach (var tenant in settings.Tenants)
        {
            foreach (var claim in OfHost(tenant.Host, machine, settings.Places)) yield return claim;
            if (tenant.Address is TenantAddress.Literal literal)
                yield return new Claim(literal.Address, settings.Places.Of(tenant, nameof(tenant.Address)), machine, IsLiteral: true);
            machine++;
        }
    }

    private static IEnumerable<Claim> OfHost(ExistingHost? host, int machine, Places places)
    {
        if (host is null) return [];
        (string? Address, string Property)[] addresses =
        [
            (host.Address, nameof(host.Address)),
            (host.PrivateAddress, nameof(host.PrivateAddress)),
            (host.Ipv6Address, nameof(host.Ipv6Address)),
        ];
        return addresses.Where(pair => pair.Address is not null)
            .Select(pair => new Claim(pair.Address!, places.Of(host, pair.Property), machine, IsLiteral: false)
            {
                IsPrivate = pair.Property == nameof(host.PrivateAddress),
            });
    }

    private sealed record Claim(string Address, Place Place, int Machine, bool IsLiteral)
    {
        /// <summary>Whether it may be what a public address is translated to.</summary>
        public bool IsPrivate { get; init; }
    }
}
