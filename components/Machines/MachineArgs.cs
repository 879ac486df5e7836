using Pulumi;

namespace Infra.Components.Machines;

/// <summary>What a machine is, whichever provider it comes from; see the subclasses.</summary>
public abstract class MachineArgs : ResourceArgs
{
    /// <summary>Name of the machine and of the node on it: a DNS label of at most 63 characters, unique at the provider.</summary>
    public required string Name { get; init; }
}
