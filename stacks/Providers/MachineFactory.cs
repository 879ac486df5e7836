using System.Collections.Immutable;
using Infra.Components.Machines;
using Infra.Stacks.Settings;

namespace Infra.Stacks.Providers;

/// <summary>Says what the machines of a stack are; one subclass for each provider.</summary>
internal abstract class MachineFactory
{
    /// <summary>The control plane's server of a number, 1 and up.</summary>
    public abstract MachineArgs Server(int number);

    /// <summary>A tenant's node.</summary>
    public abstract MachineArgs Agent(TenantSettings tenant);

    /// <summary>Lets the nodes reach each other, where the provider keeps them apart.</summary>
    public abstract void OpenFirewalls(ImmutableArray<IMachine> servers, ImmutableArray<IMachine> agents);
}
