using Infra.Components.Machines;
using Pulumi;
using Pulumi.Command.Remote;

namespace Infra.Components.K3s;

/// <summary>
/// A node's place in the cluster: registered before K3s is installed on its machine, so that whatever bears its name is out before
/// a successor joins, and the node is drained and out before its machine goes.
/// </summary>
internal static class Membership
{
    /// <summary>Registers the command.</summary>
    /// <param name="machine">The node's machine.</param>
    /// <param name="through">The server that it runs on; never the machine itself.</param>
    /// <param name="options">Parent and dependencies. When what it is deleted with goes, nothing is drained.</param>
    public static Command Create(IMachine machine, IMachine through, CustomResourceOptions options)
    {
        var args = RemoteCommand.Arguments(
            through.Connection, Output.Create(K3sInstallation.Forget(machine.Name)), K3sInstallation.Unregister(machine.Name));
        args.Triggers = Machine.Triggers(machine);
        return new Command($"{machine.Name}-membership", args,
            // Drained and out while it still has its addresses: deletions go by dependencies, and what only shares one goes side by side.
            CustomResourceOptions.Merge(options, new CustomResourceOptions
            {
                DependsOn = [.. machine.Links, through.Scripts],
                DeleteBeforeReplace = true,
            }));
    }
}
