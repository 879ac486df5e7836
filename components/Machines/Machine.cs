using Infra.Components.HCloud;
using Pulumi;

namespace Infra.Components.Machines;

/// <summary>Machines of every provider.</summary>
public static class Machine
{
    /// <summary>Registers a machine.</summary>
    /// <param name="name">Name of the component.</param>
    /// <param name="args">What the machine is; its type says where it comes from.</param>
    /// <param name="options">Options of the component, the parent first of all.</param>
    /// <exception cref="ArgumentException">The type of <paramref name="args"/> is unknown.</exception>
    public static IMachine Create(string name, MachineArgs args, ComponentResourceOptions options) => args switch
    {
        HCloudServerArgs server => new HCloudServerComponent(name, server, options),
        ExistingMachineArgs existing => new ExistingMachineComponent(name, existing, options),
        _ => throw new ArgumentException($"{args.GetType().Name} is no machine that this program can make.", nameof(args)),
    };

    /// <summary>What makes a command run again on, or for, a machine that was replaced.</summary>
    public static InputList<object> Triggers(IMachine machine) => machine.Identity.Apply(identity => (object)identity);
}
