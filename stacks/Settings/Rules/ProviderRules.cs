using Infra.Components.Tenants;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>Which keys go with which provider.</summary>
internal static class ProviderRules
{
    public static IEnumerable<Finding> HcloudKeysAreComplete(SettingsDraft draft)
    {
        var cluster = draft.Cluster;
        if (!cluster.IsHcloud) return [];
        const string Type = "name a server type";
        return
        [
            .. Missing(cluster.Location, "name a location, such as nbg1"),
            .. Missing(cluster.ControlPlane.ServerType, $"{Type}, such as cpx22"),
            .. draft.Tenants.SelectMany(tenant => Missing(tenant.ServerType, $"{Type}, such as cpx12")),
        ];
    }

    public static IEnumerable<Finding> SshKeysAreComplete(SettingsDraft draft)
    {
        if (!draft.Cluster.IsSsh) yield break;
        if (!draft.Cluster.ControlPlane.HostCount.IsGiven)
            yield return new Finding(
                draft.Cluster.ControlPlane.HostCount.Place,
                "is missing",
                "list the machines that run the control plane");
        foreach (var tenant in draft.Tenants)
        {
            if (tenant.Host is null && !tenant.HasUnreadableHost)
                yield return new Finding(Under(tenant.Place, "host"), "is missing", "give the address of the tenant's machine");
        }
    }

    public static IEnumerable<Finding> NoHcloudKeysWithSsh(SettingsDraft draft)
    {
        var cluster = draft.Cluster;
        if (!cluster.IsSsh) yield break;
        foreach (var finding in Refused(cluster.Location).Concat(Refused(cluster.Image)).Concat(Refused(cluster.ControlPlane.ServerType))
            .Concat(Refused(cluster.ControlPlane.RebuildWhy)))
            yield return finding;
        foreach (var tenant in draft.Tenants)
        {
            foreach (var finding in Refused(tenant.ServerType).Concat(Refused(tenant.Location)).Concat(Refused(tenant.PlacementGroup))
                .Concat(Refused(tenant.Rebuild)))
                yield return finding;
            if (tenant.PrivateAddress.IsWritten)
                yield return new Finding(tenant.PrivateAddress.Place, "goes with provider hcloud alone", "write it as host.privateAddress");
            if (tenant.Address.Is(out var address) && address is TenantAddress.Floating)
                yield return new Finding(
                    tenant.Address.Place,
                    "needs provider hcloud, which can move an address",
                    "use primary, or the IP address that is routed to the host");
        }
    }

    public static IEnumerable<Finding> NoSshKeysWithHcloud(SettingsDraft draft)
    {
        if (!draft.Cluster.IsHcloud) yield break;
        const string Rule = "goes with provider ssh alone";
        if (draft.Cluster.ControlPlane.HostCount.IsWritten)
            yield return new Finding(draft.Cluster.ControlPlane.HostCount.Place, Rule, "remove it: the servers are created");
        foreach (var tenant in draft.Tenants)
        {
            if (tenant.Host is not null)
                yield return new Finding(tenant.Host.Place, Rule, "remove it: the server is created; 'serverType' says which");
            if (tenant.Address.Is(out var address) && address is TenantAddress.Literal)
                yield return new Finding(
                    tenant.Address.Place,
                    "needs provider ssh: Hetzner Cloud assigns addresses itself",
                    "use primary, or floating for one that can move");
        }
    }

    private static IEnumerable<Finding> Missing(Setting<string> setting, string fix)
    {
        if (!setting.IsGiven) yield return new Finding(setting.Place, "is missing", fix);
    }

    private static IEnumerable<Finding> Refused<T>(Setting<T> setting)
    {
        if (setting.IsWritten) yield return new Finding(setting.Place, "goes with provider hcloud alone", "remove it");
    }

    private static Place Under(Place place, string key) => new($"{place.Path}.{key}", place.Position, null);
}
