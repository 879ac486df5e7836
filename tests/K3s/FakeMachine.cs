using System.Collections.Immutable;
using Infra.Components.Machines;
using Pulumi;
using Pulumi.Command.Remote.Inputs;

namespace Infra.Tests.K3s;

/// <summary>A machine that components are given in tests.</summary>
internal sealed class FakeMachine(string name, string publicAddress, string nodeAddress) : IMachine
{
    public string Name => name;

    public Output<string> PublicAddress { get; } = Output.Create(publicAddress);

    public Output<string> NodeAddress { get; } = Output.Create(nodeAddress);

    public string? Ipv6Address => null;

    public Output<string> ServiceAddress => PublicAddress;

    public Output<string> ArrivalAddress => PublicAddress;

    public Output<string> Identity { get; } = Output.Create($"machine of {name}");

    public ConnectionArgs Connection { get; } = new() { Host = publicAddress };

    public Resource Scripts { get; } = new ComponentResource("tests:Scripts", name);

    public Resource Prepared { get; } = new ComponentResource("tests:Machine", name);

    public ImmutableArray<Resource> Links => [];
}
