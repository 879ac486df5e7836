using System.Collections.Immutable;
using Infra.Components.Machines;
using Infra.Stacks.Settings;
using Pulumi;

namespace Infra.Stacks;

/// <summary>Says what the machines of a stack are; one subclass for each provider.</summary>
internal abstract class MachineFactory
{
    /// <summary>The factory for a stack's provider; registers what its machines share.</summary>
    public static MachineFactory Create(PlatformSettings settings, Input<string>? sshPrivateKey) =>
        settings.Cluster.Provider == NodeProvider.Hcloud
            ? new HCloudMachineFactory(settings)
            : new ExistingMachineFactory(settings.Cluster, sshPrivateKey);

    /// <summary>The control plane's server of a number, 1 and up.</summary>
    public abstract MachineArgs Server(int number);

    /// <summary>A tenant's node.</summary>
    public abstract MachineArgs Agent(TenantSettings tenant);

    /// <summary>Lets the nodes reach each other, where the provider keeps them apart.</summary>
    public abstract void OpenFirewalls(ImmutableArray<IMachine> servers, ImmutableArray<IMachine> agents);
}
