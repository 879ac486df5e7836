using Pulumi;

namespace Infra.Components.Machines;

/// <summary>Machines of every provider.</summary>
public static class Machine
{
    /// <summary>What makes a command run again on, or for, a machine that was replaced.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="undone">
    /// What undoes the command's work when it is itself replaced: then the command runs again, also where a run that was stopped in between
    /// is followed by one that goes back.
    /// </param>
    public static InputList<object> Triggers(IMachine machine, params CustomResource[] undone) =>
        undone.Select(resource => resource.Id).Prepend(machine.Identity)
            .Select(identity => (Input<object>)identity.Apply(value => (object)value)).ToArray();
}
