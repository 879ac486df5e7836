using System.Collections.Immutable;
using System.Net;
using Infra.Components.Certificates;
using Infra.Components.Ingress;
using Infra.Components.Tenants;

namespace Infra.Stacks.Settings.Reading;

/// <summary>The settings as written: each value by itself checked, with its place, for the rules that look at several.</summary>
internal sealed record SettingsDraft(ClusterDraft Cluster, Setting<int> TenantCount, ImmutableArray<TenantDraft> Tenants)
{
    /// <summary>All existing machines that are named.</summary>
    public IEnumerable<HostDraft> Hosts => Cluster.ControlPlane.Hosts.Concat(Tenants.Select(tenant => tenant.Host).OfType<HostDraft>());
}

internal sealed record ClusterDraft
{
    public required Setting<string> Name { get; init; }

    public required Setting<NodeProvider> Provider { get; init; }

    public required Setting<string> Location { get; init; }

    public required Setting<string> Image { get; init; }

    public required NetworkDraft Network { get; init; }

    public required Setting<string> K3sVersion { get; init; }
    public required Setting<string> K3sInstallerSha256 { get; init; }

    public required ControlPlaneDraft ControlPlane { get; init; }

    public required ImmutableArray<Setting<IPNetwork>> AdministratorRanges { get; init; }

    public required Setting<int> AdministratorRangeCount { get; init; }

    public required ImmutableArray<Setting<string>> SshPublicKeys { get; init; }

    public required Setting<int> SshPublicKeyCount { get; init; }

    public required Setting<CertificateAuthority> Issuer { get; init; }

    public required Setting<string> Email { get; init; }

    public required BgpDraft? Bgp { get; init; }

    public required Setting<bool> Protect { get; init; }

    public bool IsHcloud => Provider.Is(out var provider) && provider is NodeProvider.Hcloud;

    public bool IsSsh => Provider.Is(out var provider) && provider is NodeProvider.Ssh;
}

/// <summary>How nodes reach each other, as written.</summary>
internal sealed record NetworkDraft(Place Place, Setting<bool> IsPrivate, Setting<IPNetwork> Range, Setting<bool> DualStack)
{
    /// <summary>The range, if the network is private and the range is known to be right.</summary>
    public IPNetwork? PrivateRange => IsPrivate.Or(false) && Range.IsKnown ? Range.Or(DefaultRange) : null;

    public bool IsPublic => IsPrivate.Is(out var isPrivate) && !isPrivate;

    public static IPNetwork DefaultRange { get; } = IPNetwork.Parse("10.0.0.0/16");
}

internal sealed record ControlPlaneDraft
{
    public required Place Place { get; init; }

    public required Setting<long> Count { get; init; }

    public required Setting<string> ServerType { get; init; }

    public required Setting<int> HostCount { get; init; }

    public required ImmutableArray<HostDraft> Hosts { get; init; }

    public required Setting<string> Endpoint { get; init; }

    public required Setting<long> Entry { get; init; }

    public required Setting<bool> OpenToTheWorld { get; init; }

    public required Setting<long> RebuildServer { get; init; }
    public required Setting<string> RebuildWhy { get; init; }
}

internal sealed record HostDraft
{
    public required Place Place { get; init; }

    public required Setting<string> Address { get; init; }

    public required Setting<string> PrivateAddress { get; init; }

    public required Setting<string> Ipv6Address { get; init; }

    public required Setting<string> User { get; init; }

    public required Setting<long> Port { get; init; }

    public required Setting<string> HostKey { get; init; }

    public required Setting<string> Reinstalled { get; init; }

    public required Setting<long> Memory { get; init; }

    public required BastionDraft? Bastion { get; init; }
}

internal sealed record BastionDraft(Setting<string> Address, Setting<string> User, Setting<long> Port, Setting<string> HostKey);

internal sealed record BgpDraft(Setting<long> Asn, Setting<int> PeerCount, ImmutableArray<PeerDraft> Peers);

internal sealed record PeerDraft(Setting<string> Address, Setting<long> Asn);

internal sealed record TenantDraft
{
    public required Place Place { get; init; }

    public required Setting<string> Name { get; init; }

    public required Setting<string> ServerType { get; init; }

    public required Setting<string> Location { get; init; }

    public required HostDraft? Host { get; init; }

    /// <summary>Whether a host is given but is no host, which is reported already.</summary>
    public required bool HasUnreadableHost { get; init; }

    public required Setting<TenantAddress> Address { get; init; }

    public required ImmutableArray<Setting<string>> Domains { get; init; }

    public required Setting<IngressController> Ingress { get; init; }

    public required QuotaDraft Quota { get; init; }

    public required ImmutableSortedDictionary<string, Setting<string>> Labels { get; init; }

    public required Setting<string> PrivateAddress { get; init; }

    /// <summary>A group's number, or 0 for none.</summary>
    public required Setting<int> PlacementGroup { get; init; }

    public required Setting<string> Rebuild { get; init; }
}

internal sealed record QuotaDraft(
    Setting<string> Cpu, Setting<string> Memory, Setting<string> EphemeralStorage, Setting<string> Storage, Setting<long> Pods);
