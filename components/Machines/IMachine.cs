using System.Collections.Immutable;
using Pulumi;
using Pulumi.Command.Remote.Inputs;

namespace Infra.Components.Machines;

/// <summary>A machine that K3s can be installed on, wherever it came from.</summary>
public interface IMachine
{
    /// <summary>Its name and its node's: <c>&lt;cluster&gt;-&lt;tenant&gt;</c> or <c>&lt;cluster&gt;-control-plane-N</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Its public IPv4 address. Like the node address, it stays when the machine is replaced, and waits for no machine: Pulumi replaces
    /// what depends by its inputs on something that goes first, and a preview must know it.
    /// </summary>
    Output<string> PublicAddress { get; }

    /// <summary>The address at which other nodes reach it: its private one, or the public one where there is no private network.</summary>
    Output<string> NodeAddress { get; }

    /// <summary>Its IPv6 address, in dual-stack clusters only.</summary>
    string? Ipv6Address { get; }

    /// <summary>The address that its tenant is served at, and DNS points to: the public one, or a second one if it was asked for.</summary>
    Output<string> ServiceAddress { get; }

    /// <summary>
    /// The address with which requests to the tenant arrive at the machine: another than <see cref="ServiceAddress"/> where that one is
    /// translated on the way (1:1 NAT). The tenant's pool holds it.
    /// </summary>
    Output<string> ArrivalAddress { get; }

    /// <summary>Another value for another machine: changes when the machine is replaced.</summary>
    Output<string> Identity { get; }

    /// <summary>How commands reach it.</summary>
    ConnectionArgs Connection { get; }

    /// <summary>Done when the program's scripts are on it: whatever is run there comes later.</summary>
    Resource Scripts { get; }

    /// <summary>Done when its system is prepared: K3s is installed after that.</summary>
    Resource Prepared { get; }

    /// <summary>
    /// What the node lives on: the server, its place in the private network, an address that leads to it. They are there before it joins,
    /// and go when it is drained and out of the cluster.
    /// </summary>
    ImmutableArray<Resource> Links { get; }
}
