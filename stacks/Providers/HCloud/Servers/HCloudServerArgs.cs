using Infra.Components.Machines;
using Pulumi;

namespace Infra.Stacks.Providers.HCloud.Servers;

/// <summary>A server on Hetzner Cloud.</summary>
public sealed class HCloudServerArgs : MachineArgs
{
    /// <summary>What the cluster's servers share.</summary>
    public required HCloudNetworkComponent Network { get; init; }

    /// <summary>What the server does.</summary>
    public required ServerRole Role { get; init; }

    /// <summary>
    /// Server type, such as <c>cpx12</c>. A change is made in place, with the power off; one of several servers keeps its own unless
    /// <see cref="Rebuild"/> is given, and is replaced then.
    /// </summary>
    public required string ServerType { get; init; }

    /// <summary>
    /// Location, such as <c>nbg1</c>; with a private network in its network zone. A change replaces the server and its primary address; a
    /// floating address stays.
    /// </summary>
    public required string Location { get; init; }

    /// <summary>Image, such as <c>debian-13</c>. A running server keeps its own unless <see cref="Rebuild"/> is given.</summary>
    public required string Image { get; init; }

    /// <summary>
    /// Whether it is one of several servers of the control plane, of which only one may be away at a time. Default false.
    /// </summary>
    public bool OneOfSeveral { get; init; }

    /// <summary>Any text; while given, changes of image and user data replace the server. Default null.</summary>
    public string? Rebuild { get; init; }

    /// <summary>Address in the private network; required if there is one.</summary>
    public string? PrivateAddress { get; init; }

    /// <summary>
    /// Number of the placement group; null for none. Another group replaces the server; the control plane's servers keep theirs unless
    /// <see cref="Rebuild"/> is given.
    /// </summary>
    public int? PlacementGroup { get; init; }

    /// <summary>Whether the tenant is served at a floating address instead of the server's own. Default false.</summary>
    public bool Floating { get; init; }

    /// <summary>Name that the tenant's address resolves to in reverse; null leaves the provider's.</summary>
    public string? ReverseName { get; init; }

    /// <inheritdoc />
    public override IMachine Create(string name, ComponentResourceOptions options) => new HCloudServerComponent(name, this, options);
}
