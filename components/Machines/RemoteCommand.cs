using Pulumi;
using Pulumi.Command.Remote;
using Pulumi.Command.Remote.Inputs;

namespace Infra.Components.Machines;

/// <summary>
/// How scripts are run over SSH: by a line with the script's name and its parameters. Pulumi.Command repeats the line in each error
/// message, before what the script said.
/// </summary>
public static class RemoteCommand
{
    // For any login shell. A script that isn't there comes out of the uploads, the earlier ones first, as a command of an earlier version
    // may ask for it. A bare name of a file would be answered by bash, which knows no remedy.
    private const string Run = "bash -c '"
        + "[ -e \"$0\" ] || for f in $(ls -tr .infra-scripts-* 2>/dev/null); do bash $f \"$@\" </dev/null; done; "
        + "[ -e \"$0\" ] && exec bash \"$0\" \"$@\"; "
        + "echo \"$(hostname): $0 is missing: see A script is missing, docs/operations.md\" >&2; exit 97'";

    /// <summary>The line that runs a script.</summary>
    public static string Line(RemoteScript script) => Line($"{RemoteScript.Folder}/{script.FileName}", script.Assignments);

    /// <summary>The line that runs a file.</summary>
    /// <param name="path">The file, absolute or in the home folder.</param>
    /// <param name="assignments">Parameters, quoted for a shell.</param>
    public static string Line(string path, IEnumerable<string> assignments) => string.Join(' ', [Run, path, .. assignments]);

    /// <summary>Arguments of the resource that runs a script.</summary>
    /// <param name="connection">The machine that it runs on.</param>
    /// <param name="create">What is run when the resource is made or changed.</param>
    /// <param name="delete">What is run when it goes; null: nothing.</param>
    /// <param name="data">What the script reads, a secret; null: nothing.</param>
    public static CommandArgs Arguments(
        ConnectionArgs connection, Output<RemoteScript> create, RemoteScript? delete = null, Output<string>? data = null)
    {
        var args = new CommandArgs { Connection = connection, Create = create.Apply(Line), AddPreviousOutputInEnv = false };
        if (delete is not null)
            args.Delete = Line(delete);
        if (data is not null)
            args.Stdin = Output.CreateSecret(data);
        return args;
    }

    /// <summary>Arguments of a resource that runs a script when it goes, and nothing before.</summary>
    /// <param name="connection">The machine that it runs on.</param>
    /// <param name="delete">What is run.</param>
    public static CommandArgs ArgumentsForDelete(ConnectionArgs connection, RemoteScript delete) =>
        new() { Connection = connection, Delete = Line(delete), AddPreviousOutputInEnv = false };
}
