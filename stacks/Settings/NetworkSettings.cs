using System.Net;
using Infra.Components.Grammars;
using Infra.Stacks.Settings.Grammars;

namespace Infra.Stacks.Settings;

/// <summary>Where nodes reach each other.</summary>
public enum NetworkType
{
    /// <summary>In a network of their own.</summary>
    Private,

    /// <summary>At their public addresses, over WireGuard.</summary>
    Public,
}

/// <summary>How nodes reach each other.</summary>
[ShortForm(nameof(Type), "private, public", "write private or public")]
public sealed record NetworkSettings
{
    /// <summary><c>private</c>: a network of their own; <c>public</c>: their public addresses, over WireGuard.</summary>
    [Changed(ChangeEffect.Refused,
        "with three servers ([the order that works](operations.md#other-addresses-for-the-control-plane)). With a single one, every node "
        + "starts K3s anew at its other address, and is cut off from the others until then",
        ChangeDanger.NodeReplaced, ChangeDanger.ControlPlaneReaddressed, ChangeDanger.NetworkSwitched, ChangeDanger.DataLost,
        ChangeDanger.ProtectedRemoved)]
    public required NetworkType Type { get; init; }

    /// <summary>The private network's IPv4 range.</summary>
    [Changed(ChangeEffect.Refused,
        "with three servers ([the order that works](operations.md#other-addresses-for-the-control-plane)). With a single one, every node "
        + "starts K3s anew at its other address, and is cut off from the others until then",
        ChangeDanger.ControlPlaneReaddressed, ChangeDanger.NetworkSwitched, ChangeDanger.ProtectedRemoved)]
    [Form<PrivateRange>]
    public IPNetwork Range { get; init; } = IPNetwork.Parse("10.0.0.0/16");

    /// <summary>Whether pods and Services get IPv6 addresses beside IPv4 ones.</summary>
    [Changed(ChangeEffect.Refused,
        "by K3s, which takes it for new clusters alone: the first server gets its old configuration back, and the run stops",
        ChangeDanger.K3sRefused)]
    public bool DualStack { get; init; }

    /// <summary>The private network's range; null when nodes talk over their public addresses.</summary>
    public IPNetwork? PrivateRange => Type is NetworkType.Private ? Range : null;
}
