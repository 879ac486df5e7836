using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Infra.Components.Certificates;
using Infra.Components.LoadBalancing;
using Infra.Components.Machines;

namespace Infra.Stacks.Settings;

/// <summary>Where nodes come from.</summary>
public enum NodeProvider
{
    /// <summary>Servers are created on Hetzner Cloud.</summary>
    Hcloud,

    /// <summary>Machines exist already and are reached over SSH.</summary>
    Ssh,
}

/// <summary>The cluster that all tenants of a stack share.</summary>
public sealed record ClusterSettings
{
    /// <summary>DNS label of 1 to 20 characters; prefix of every node's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where nodes come from.</summary>
    public required NodeProvider Provider { get; init; }

    /// <summary>
    /// Hetzner Cloud location (<c>fsn1</c>, <c>nbg1</c>, <c>hel1</c>, <c>ash</c>, <c>hil</c>, <c>sin</c>); null with
    /// <c>ssh</c>.
    /// </summary>
    public string? Location { get; init; }

    /// <summary>Hetzner Cloud image. Default <c>debian-13</c>; null with <c>ssh</c>.</summary>
    public string? Image { get; init; }

    /// <summary>How nodes reach each other.</summary>
    public required NetworkSettings Network { get; init; }

    /// <summary>Exact K3s version (<c>v1.36.4+k3s1</c>). Default: the version that this release was made for.</summary>
    public required string K3sVersion { get; init; }

    /// <summary>SHA-256 of K3s's installer at that version, in hexadecimal; null: the checksum that K3s publishes beside it.</summary>
    public string? K3sInstallerSha256 { get; init; }

    /// <summary>The servers that run the control plane.</summary>
    public required ControlPlaneSettings ControlPlane { get; init; }

    /// <summary>Who administers the cluster, and from where.</summary>
    public required AdministratorSettings Administrators { get; init; }

    /// <summary>Who signs the tenants' certificates.</summary>
    public required CertificateSettings Certificates { get; init; }

    /// <summary>Peering of the speakers; null announces addresses on layer 2 (the default).</summary>
    public BgpPeering? Bgp { get; init; }

    /// <summary>Whether control plane, addresses and keys are protected against deletion. Default false.</summary>
    public bool Protect { get; init; }

    /// <summary>Name of the node on a server of the control plane. Tenants' names don't begin like this.</summary>
    /// <param name="number">The server's number, from 1.</param>
    public string ServerName(int number) => string.Create(CultureInfo.InvariantCulture, $"{Name}-control-plane-{number}");
}

/// <summary>How nodes reach each other.</summary>
/// <param name="Range">The private network's IPv4 range, /8 to /24; null when nodes talk over their public addresses (WireGuard).</param>
/// <param name="DualStack">Whether pods and Services get IPv6 addresses beside IPv4 ones. Default false.</param>
public sealed record NetworkSettings(IPNetwork? Range, bool DualStack);

/// <summary>The servers that run the control plane.</summary>
public sealed record ControlPlaneSettings
{
    /// <summary>1, or 3 with embedded etcd. Default 1.</summary>
    public required int Count { get; init; }

    /// <summary>Hetzner Cloud server type; null with <c>ssh</c>.</summary>
    public string? ServerType { get; init; }

    /// <summary>The machines, as many as <see cref="Count"/>; empty with <c>hcloud</c>.</summary>
    public ImmutableArray<ExistingHost> Hosts { get; init; } = [];

    /// <summary>Name or address under which administrators reach the API; null: the entry server's public address.</summary>
    public string? Endpoint { get; init; }

    /// <summary>
    /// Number (1 to <see cref="Count"/>) of the server that operations go through. Default 1; change it when that server is
    /// lost.
    /// </summary>
    public int Entry { get; init; } = 1;

    /// <summary>Whether SSH and the API may be reached from everywhere, whatever the administrators' ranges say. Default false.</summary>
    public bool OpenToTheWorld { get; init; }

    /// <summary>The server that is to be replaced; null for none. One at a time, so that the others keep the cluster alive.</summary>
    public ServerRebuild? Rebuild { get; init; }
}

/// <summary>A server of the control plane that is to be replaced.</summary>
/// <param name="Server">Its number, 1 to the servers' count.</param>
/// <param name="Why">
/// Any text of 1 to 100 characters; while given, image and OS preparation changes replace the server, and a new text does so anyway.
/// </param>
public sealed record ServerRebuild(int Server, string Why);

/// <summary>Who administers the cluster, and from where.</summary>
/// <param name="Ranges">Address ranges from which SSH and the Kubernetes API are reached.</param>
/// <param name="SshPublicKeys">Public keys of people who may log in to nodes, in OpenSSH's format.</param>
public sealed record AdministratorSettings(ImmutableArray<IPNetwork> Ranges, ImmutableArray<string> SshPublicKeys);

/// <summary>Who signs the tenants' certificates.</summary>
/// <param name="Issuer">The authority.</param>
/// <param name="Email">Contact for the ACME accounts; null with self-signed certificates.</param>
public sealed record CertificateSettings(CertificateAuthority Issuer, string? Email);
