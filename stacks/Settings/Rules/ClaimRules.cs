using Infra.Components.Tenants;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>An address is one machine's, or one tenant's.</summary>
internal static class ClaimRules
{
    public static IEnumerable<Finding> AddressesAreClaimedOnce(SettingsDraft draft)
    {
        var owners = new Dictionary<string, Claim>(StringComparer.Ordinal);
        foreach (var claim in Claims(draft))
        {
            if (owners.TryAdd(claim.Address, claim)) continue;
            var other = owners[claim.Address];
            if (claim.Machine != other.Machine)
                yield return new Finding(claim.Place, $"is claimed by {other.Place.Path}, too", "give each its own address");
            else if (claim.IsLiteral)
                yield return new Finding(claim.Place, "is the host's own address", "use primary");
        }
    }

    private static IEnumerable<Claim> Claims(SettingsDraft draft)
    {
        var machine = 0;
        foreach (var claim in draft.Cluster.ControlPlane.Hosts.SelectMany(host => OfHost(host, machine++)))
            yield return claim;
        foreach (var tenant in draft.Tenants)
        {
            foreach (var claim in OfHost(tenant.Host, machine)) yield return claim;
            if (tenant.Address.Is(out var address) && address is TenantAddress.Literal literal)
                yield return new Claim(literal.Address, tenant.Address.Place, machine, IsLiteral: true);
            machine++;
        }
    }

    private static IEnumerable<Claim> OfHost(HostDraft? host, int machine) => host is null
        ? []
        : new[] { host.Address, host.PrivateAddress, host.Ipv6Address }
            .Where(setting => setting.IsValid)
            .Select(setting => new Claim(setting.Value!, setting.Place, machine, IsLiteral: false));

    private sealed record Claim(string Address, Place Place, int Machine, bool IsLiteral);
}
