using Pulumi;

namespace Infra.Components.Machines;

/// <summary>Machines of every provider.</summary>
public static class Machine
{
    /// <summary>What makes a command run again on, or for, a machine that was replaced.</summary>
    public static InputList<object> Triggers(IMachine machine) => machine.Identity.Apply(identity => (object)identity);
}
