using System.Globalization;
using Infra.Components.Grammars;
using Infra.Components.LoadBalancing;
using Infra.Stacks.Providers;
using Infra.Stacks.Providers.HCloud;
using Infra.Stacks.Settings.Grammars;

namespace Infra.Stacks.Settings;

/// <summary>The cluster that all tenants of a stack share.</summary>
public sealed record ClusterSettings
{
    /// <summary>Prefix of every node's name.</summary>
    [Changed(ChangeEffect.Replaced, "every node, with all data: it is another cluster, so take a new stack",
        ChangeDanger.NodeDrained, ChangeDanger.ControlPlaneAtOnce, ChangeDanger.PeopleLockedOut, ChangeDanger.DataLost)]
    [Form<ClusterName>]
    [Setting(Missing = "give the cluster a short name, such as 'main'")]
    public required string Name { get; init; }

    /// <summary>Where nodes come from: <c>hcloud</c> creates servers, <c>ssh</c> uses machines that exist.</summary>
    [Changed(ChangeEffect.Replaced, "every node, with all data: it is another cluster, so take a new stack",
        ChangeDanger.NodeReplaced, ChangeDanger.NodeDrained, ChangeDanger.AddressChanged, ChangeDanger.AddressReleased,
        ChangeDanger.DataLost)]
    [Form<ProviderWord>]
    public required NodeProvider Provider { get; init; }

    /// <summary>Hetzner Cloud location; a new one means new addresses, as Hetzner can't move a primary IP.</summary>
    [Changed(ChangeEffect.Replaced, "every server with its address and all data ([better](operations.md#changing-the-location))",
        ChangeDanger.NodeReplaced, ChangeDanger.ControlPlaneAtOnce, ChangeDanger.AddressChanged, ChangeDanger.AddressReleased,
        ChangeDanger.DataLost, ChangeDanger.ProtectedRemoved)]
    [Form<LocationName>]
    [Only<HCloudProvider>(Missing = "name a location, such as nbg1")]
    public string? Location { get; init; }

    /// <summary>Hetzner Cloud image.</summary>
    [Changed(ChangeEffect.Nothing, "servers keep theirs, and new ones have it")]
    [Form<ImageName>]
    [Only<HCloudProvider>]
    public string Image { get; init; } = "debian-13";

    /// <summary>How nodes reach each other.</summary>
    public required NetworkSettings Network { get; init; }

    /// <summary>Exact K3s version.</summary>
    [Changed(ChangeEffect.Restarted,
        "K3s on one server after the other, then on the tenants' nodes. Pods run on; with a single server, the API is away for seconds",
        ChangeDanger.K3sDowngraded, ChangeDanger.K3sMinorSkipped)]
    [Form<ExactK3sVersion>]
    public string K3sVersion { get; init; } = Components.K3s.K3sVersion.Default;

    /// <summary>SHA-256 of K3s's installer at that version, in hexadecimal; when given, another installer is refused.</summary>
    [Changed(ChangeEffect.Applied, "to downloads; K3s runs on")]
    [Form<Sha256>]
    [Setting(Default = "the checksum that K3s publishes beside the installer")]
    public string? K3sInstallerSha256 { get; init; }

    /// <summary>Mirror of K3s's releases, for machines without a way to GitHub.</summary>
    [Changed(ChangeEffect.Applied, "to downloads; K3s runs on")]
    [Form<MirrorUrl>]
    [Setting(Default = "GitHub")]
    public string? K3sMirror { get; init; }

    /// <summary>The servers that run the control plane.</summary>
    [Setting(Missing = "describe its servers there")]
    public required ControlPlaneSettings ControlPlane { get; init; }

    /// <summary>Who administers the cluster, and from where.</summary>
    public AdministratorSettings Administrators { get; init; } = new();

    /// <summary>The identity provider of tenants' people.</summary>
    [Changed(ChangeEffect.Restarted, "K3s on one server after the other. Pods run on; with a single server, the API is away for seconds",
        ChangeDanger.PeopleLockedOut)]
    [Setting(Default = "none: tenants have their own kubeconfigs")]
    public IdentityProviderSettings? Oidc { get; init; }

    /// <summary>Who signs the tenants' certificates.</summary>
    [Setting(Missing = "add 'certificates' with 'issuer' and 'email'")]
    public required CertificateSettings Certificates { get; init; }

    /// <summary>Peering of the speakers with routers.</summary>
    [Changed(ChangeEffect.Interrupted, "every tenant for seconds, until the routers or the neighbours have learnt the other way",
        ChangeDanger.Outage)]
    [Setting(Default = "none: layer 2")]
    public BgpPeering? Bgp { get; init; }

    /// <summary>Whether control plane, addresses and keys are protected against deletion.</summary>
    [Changed(ChangeEffect.Applied, "in Pulumi's state alone", ChangeDanger.ProtectionLifted)]
    public bool Protect { get; init; }

    /// <summary>How tenants' addresses are announced.</summary>
    public AnnouncementMode Announcement => Bgp is null ? AnnouncementMode.Layer2 : AnnouncementMode.Bgp;

    /// <summary>Name of the node on a server of the control plane. Tenants' names don't begin like this.</summary>
    /// <param name="number">The server's number, from 1.</param>
    public string ServerName(int number) => string.Create(CultureInfo.InvariantCulture, $"{Name}-control-plane-{number}");
}
