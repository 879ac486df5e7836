using Pulumi;
using Pulumi.Command.Remote;
using Pulumi.Command.Remote.Inputs;

namespace Infra.Components.Machines;

/// <summary>This program's scripts on a machine: uploaded once, and run by every other command there.</summary>
public static class MachineScripts
{
    /// <summary>Registers the upload and what unpacks it.</summary>
    /// <param name="node">The machine's name.</param>
    /// <param name="connection">How it is reached.</param>
    /// <param name="triggers">
    /// All that makes it another machine, or another home folder: unlike a command, an upload isn't repeated because of its connection.
    /// </param>
    /// <param name="parent">The component of the machine.</param>
    /// <returns>Done when the scripts are there.</returns>
    public static Command Create(string node, ConnectionArgs connection, InputList<object> triggers, Pulumi.Resource parent)
    {
        var upload = new CopyToRemote($"{node}-upload", new CopyToRemoteArgs
        {
            Connection = connection,
            Source = new FileAsset(ScriptBundle.LocalPath),
            RemotePath = ScriptBundle.FileName,
            Triggers = triggers,
        }, new CustomResourceOptions { Parent = parent });
        return new Command($"{node}-scripts", new CommandArgs
        {
            Connection = connection,
            Create = RemoteCommand.Line(ScriptBundle.FileName, [$"NODE_NAME={RemoteScript.Quote(node)}"]),
            AddPreviousOutputInEnv = false,
            Triggers = triggers,
        }, new CustomResourceOptions { Parent = parent, DependsOn = upload });
    }
}
