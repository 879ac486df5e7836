using Pulumi;
using Pulumi.Command.Remote;
using Pulumi.Command.Remote.Inputs;

namespace Infra.Components.Machines;

/// <summary>This program's scripts on a machine: uploaded once, and run by every other command there.</summary>
public static class MachineScripts
{
    /// <summary>Registers the upload. What is run first unpacks it (<see cref="RemoteCommand"/>).</summary>
    /// <param name="node">The machine's name.</param>
    /// <param name="connection">How it is reached.</param>
    /// <param name="triggers">
    /// All that makes it another machine, or another home folder: unlike a command, an upload isn't repeated because of its connection.
    /// </param>
    /// <param name="parent">The component of the machine.</param>
    /// <returns>Done when the scripts are there.</returns>
    public static CopyToRemote Create(string node, ConnectionArgs connection, InputList<object> triggers, Resource parent) =>
        new($"{node}-upload", new CopyToRemoteArgs
        {
            Connection = connection,
            Source = new FileAsset(ScriptBundle.LocalPath),
            RemotePath = ScriptBundle.FileName,
            Triggers = triggers,
        }, new CustomResourceOptions { Parent = parent });
}
