using Infra.Components.Machines;
using Pulumi;
using Pulumi.Command.Remote;

namespace Infra.Components.K3s;

/// <summary>
/// A release and the images of a node's first pods, on its machine before K3s is installed there. All machines get them at once, while
/// their systems are prepared; what comes one by one is the installation alone.
/// </summary>
internal static class Download
{
    /// <summary>Registers the command.</summary>
    /// <param name="machine">The node's machine.</param>
    /// <param name="release">What is downloaded.</param>
    /// <param name="images">What its pods need.</param>
    /// <param name="parent">The component that the node is part of.</param>
    public static Command Create(IMachine machine, K3sRelease release, NodeImages images, Pulumi.Resource parent)
    {
        var args = RemoteCommand.Arguments(machine.Connection, Output.Create(K3sInstallation.Download(machine.Name, release, images)));
        args.Triggers = Machine.Triggers(machine);
        return new Command($"{machine.Name}-download", args, new CustomResourceOptions { Parent = parent, DependsOn = machine.Scripts });
    }
}
