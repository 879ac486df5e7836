using System.Globalization;
using System.Text.RegularExpressions;
using Pulumi;
using Pulumi.Command.Remote;
using Pulumi.Command.Remote.Inputs;

namespace Infra.Components.Machines;

/// <summary>
/// How scripts are run over SSH: command lines, and what goes to their standard input. Pulumi.Command repeats the line in each error
/// message, before what the script said. So the line holds the parameters only, and the script comes on standard input.
/// </summary>
public sealed partial record RemoteCommand
{
    /// <summary>Makes the command of one script, or of two that share their standard input.</summary>
    /// <param name="create">What is run when the resource is made or changed.</param>
    /// <param name="delete">What is run when it goes; null: nothing.</param>
    public RemoteCommand(RemoteScript create, RemoteScript? delete = null)
    {
        Create = Line(create, Take(create));
        Input = create.Text;
        if (delete is null)
            return;
        Delete = Line(delete, Take(create) + Take(delete));
        Input += delete.Text;
    }

    /// <summary>The line that is run when the resource is made or changed.</summary>
    public string Create { get; }

    /// <summary>The line that is run when the resource goes; null: none.</summary>
    public string? Delete { get; }

    /// <summary>The scripts. What follows them on standard input is left for the script that runs.</summary>
    public string Input { get; }

    /// <summary>Arguments of the resource that runs it.</summary>
    /// <param name="connection">The machine that it runs on.</param>
    /// <param name="create">What is run when the resource is made or changed.</param>
    /// <param name="delete">What is run when it goes; null: nothing.</param>
    /// <param name="data">What the script reads; null: nothing. With it, the whole input is a secret.</param>
    public static CommandArgs Arguments(
        ConnectionArgs connection, Output<RemoteScript> create, RemoteScript? delete = null, Output<string>? data = null)
    {
        var command = create.Apply(script => new RemoteCommand(script, delete));
        var args = new CommandArgs
        {
            Connection = connection,
            Create = command.Apply(run => run.Create),
            Stdin = data is null
                ? command.Apply(run => run.Input)
                : Output.CreateSecret(Output.Tuple(command, data).Apply(parts => parts.Item1.Input + parts.Item2)),
            AddPreviousOutputInEnv = false,
        };
        if (delete is not null)
            args.Delete = command.Apply(run => run.Delete!);
        return args;
    }

    /// <summary>Arguments of a resource that runs a script when it goes, and nothing before.</summary>
    /// <param name="connection">The machine that it runs on.</param>
    /// <param name="delete">What is run.</param>
    public static CommandArgs ArgumentsForDelete(ConnectionArgs connection, RemoteScript delete)
    {
        var command = new RemoteCommand(delete);
        return new CommandArgs
        {
            Connection = connection,
            Delete = command.Create,
            Stdin = command.Input,
            AddPreviousOutputInEnv = false,
        };
    }

    /// <summary>The script that a line takes from its standard input.</summary>
    /// <exception cref="FormatException">The line is no such command's, or the input is shorter than it says.</exception>
    public static string Script(string line, string input)
    {
        var lengths = Lengths(line, input);
        return input.Substring(lengths[..^1].Sum(), lengths[^1]);
    }

    /// <summary>What follows the scripts on standard input.</summary>
    /// <param name="line">The line that takes the last of them.</param>
    /// <param name="input">The whole input.</param>
    /// <exception cref="FormatException">The line is no such command's, or the input is shorter than it says.</exception>
    public static string Data(string line, string input) => input[Lengths(line, input).Sum()..];

    // bash reads a pipe byte by byte, so what isn't taken stays there for the script. Scripts are ASCII: characters are bytes.
    private static string Take(RemoteScript script) =>
        string.Create(CultureInfo.InvariantCulture, $"read -rN {script.Text.Length} script && ");

    private static string Line(RemoteScript script, string take) =>
        string.Join(' ', [$"bash -c '{take}exec bash -c \"$script\" \"$0\" \"$@\"'", script.Name, .. script.Assignments]);

    private static int[] Lengths(string line, string input)
    {
        int[] lengths = [.. Length().Matches(line).Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))];
        return lengths.Length > 0 && lengths.Sum() <= input.Length
            ? lengths
            : throw new FormatException($"This line takes no script from {input.Length} characters of standard input: {line}");
    }

    [GeneratedRegex(@"read -rN ([0-9]+) script && ")]
    private static partial Regex Length();
}
