using Infra.Components.Machines;
using Pulumi;

namespace Infra.Stacks.Providers.Ssh;

/// <summary>A machine that exists already and is reached over SSH.</summary>
public sealed class ExistingMachineArgs : MachineArgs
{
    /// <summary>Where it is and how it's reached.</summary>
    public required ExistingHost Host { get; init; }

    /// <summary>Whether it shall run the control plane, which asks for more of a machine. Default false.</summary>
    public bool RunsControlPlane { get; init; }

    /// <summary>Private SSH key, in OpenSSH's format; null: the SSH agent's keys.</summary>
    public Input<string>? PrivateKey { get; init; }

    /// <summary>A further address, routed to it, at which its tenant is served; null: <see cref="ExistingHost.Address"/>.</summary>
    public string? ServiceAddress { get; init; }

    /// <inheritdoc />
    public override IMachine Create(string name, ComponentResourceOptions options) => new ExistingMachineComponent(name, this, options);
}
