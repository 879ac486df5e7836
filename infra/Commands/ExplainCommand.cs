using System.CommandLine;
using Infra.Deploying;

namespace Infra.Commands;

/// <summary><c>explain</c>, for build.sh: after a run of the CLI, says what to type where that is known.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string> Verb = new("verb") { Description = "The CLI's verb." };

    private static readonly Argument<string> Stack = new("stack") { Description = "The stack, as the user named it." };

    private static readonly Argument<string> Events = new("events") { Description = "The log of events that the Pulumi CLI wrote." };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("explain", "For build.sh: what to do after a run of the CLI.") { Verb, Stack, Events };
        command.Hidden = true;
        command.SetAction(parsed => Run(parsed.GetRequiredValue(Verb), parsed.GetRequiredValue(Stack), parsed.GetRequiredValue(Events)));
        return command;
    }

    private static int Run(string verb, string stack, string log)
    {
        var events = EngineEvent.Read(log).ToArray();
        var pending = PendingOperations.Read(events);
        var releases = HeldReleases.Remedy(stack, events, pending);
        // Charts' records go before the refresh that clears what is pending.
        var rest = releases.IsEmpty ? pending.Remedy(stack) : [];
        foreach (var line in releases.Concat(rest).Concat(LostMachines.Remedy(verb, stack, events)))
            Console.Error.WriteLine(line);
        return CommandLine.Fine;
    }
}
