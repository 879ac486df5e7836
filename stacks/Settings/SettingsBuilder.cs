using System.Collections.Immutable;
using Infra.Components.Ingress;
using Infra.Components.K3s;
using Infra.Components.LoadBalancing;
using Infra.Components.Machines;
using Infra.Components.Tenants;
using Infra.Stacks.Settings.Reading;
using Infra.Stacks.Settings.Rules;

namespace Infra.Stacks.Settings;

/// <summary>Makes the final records of a draft in which nothing is wrong, defaults filled in.</summary>
internal static class SettingsBuilder
{
    private const string DefaultImage = "debian-13";

    public static PlatformSettings Build(SettingsDraft draft) =>
        new(Cluster(draft.Cluster), [.. draft.Tenants.Select(tenant => Tenant(tenant, draft.Cluster))]);

    private static ClusterSettings Cluster(ClusterDraft cluster) => new()
    {
        Name = cluster.Name.Value!,
        Provider = cluster.Provider.Value,
        Location = cluster.Location.Value,
        Image = cluster.IsHcloud ? cluster.Image.Or(DefaultImage) : null,
        Network = new NetworkSettings(cluster.Network.PrivateRange, cluster.Network.DualStack.Or(false)),
        K3sVersion = cluster.K3sVersion.Or(K3sVersion.Default),
        K3sInstallerSha256 = cluster.K3sInstallerSha256.Value,
        ControlPlane = ControlPlane(cluster.ControlPlane),
        Administrators = new AdministratorSettings(
            [.. cluster.AdministratorRanges.Select(range => range.Value)], [.. cluster.SshPublicKeys.Select(key => key.Value!)]),
        Certificates = new CertificateSettings(cluster.Issuer.Value, cluster.Email.Value),
        Bgp = cluster.Bgp is { } bgp ? new BgpPeering(bgp.Asn.Value, [.. bgp.Peers.Select(Router)]) : null,
        Protect = cluster.Protect.Or(false),
    };

    private static ControlPlaneSettings ControlPlane(ControlPlaneDraft controlPlane) => new()
    {
        Count = (int)controlPlane.Count.Or(1),
        ServerType = controlPlane.ServerType.Value,
        Hosts = [.. controlPlane.Hosts.Select(Host)],
        Endpoint = controlPlane.Endpoint.Value,
        Entry = (int)controlPlane.Entry.Or(1),
        OpenToTheWorld = controlPlane.OpenToTheWorld.Or(false),
        Rebuild = controlPlane.RebuildWhy.Value is { } why ? new ServerRebuild((int)controlPlane.RebuildServer.Or(1), why) : null,
    };

    private static BgpRouter Router(PeerDraft peer) => new(Address.Canonical(peer.Address.Value!), peer.Asn.Value);

    private static ExistingHost Host(HostDraft host) => new()
    {
        Address = host.Address.Value!,
        PrivateAddress = host.PrivateAddress.Value,
        Ipv6Address = host.Ipv6Address.Value,
        User = host.User.Or("root"),
        Port = (int)host.Port.Or(22),
        HostKey = host.HostKey.Value,
        Reinstalled = host.Reinstalled.Value,
        Bastion = host.Bastion is { } bastion ? Bastion(bastion) : null,
        MemoryMi = host.Memory.Is(out var memory) ? (int)memory : null,
    };

    private static Bastion Bastion(BastionDraft bastion) => new()
    {
        Address = bastion.Address.Value!,
        User = bastion.User.Or("root"),
        Port = (int)bastion.Port.Or(22),
        HostKey = bastion.HostKey.Value,
    };

    private static TenantSettings Tenant(TenantDraft tenant, ClusterDraft cluster) => new()
    {
        Name = tenant.Name.Value!,
        ServerType = tenant.ServerType.Value,
        Host = tenant.Host is { } host ? Host(host) : null,
        Address = tenant.Address.Or(new TenantAddress.Primary()),
        Domains = [.. tenant.Domains.Select(domain => domain.Value!)],
        Ingress = tenant.Ingress.Or(IngressController.Traefik),
        Quota = Quota(tenant.Quota),
        Labels = tenant.Labels.ToImmutableSortedDictionary(label => label.Key, label => label.Value.Value!, StringComparer.Ordinal),
        Location = tenant.Location.Value,
        PrivateAddress = PrivateAddress(tenant, cluster),
        PlacementGroup = PlacementRules.GroupOf(tenant, cluster),
        Rebuild = tenant.Rebuild.Value,
    };

    private static string? PrivateAddress(TenantDraft tenant, ClusterDraft cluster) =>
        cluster.IsHcloud && cluster.Network.PrivateRange is { } range
            ? tenant.PrivateAddress.Value ?? PrivateAddresses.ForTenant(range, tenant.Name.Value!).ToString()
            : null;

    private static TenantQuota Quota(QuotaDraft quota)
    {
        var standard = new TenantQuota();
        return new TenantQuota
        {
            Cpu = quota.Cpu.Or(standard.Cpu),
            Memory = quota.Memory.Or(standard.Memory),
            EphemeralStorage = quota.EphemeralStorage.Or(standard.EphemeralStorage),
            Storage = quota.Storage.Or(standard.Storage),
            Pods = (int)quota.Pods.Or(standard.Pods),
        };
    }
}
