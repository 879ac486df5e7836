using System.CommandLine;
using Infra.Deploying;

namespace Infra.Commands;

/// <summary><c>explain</c>, for build.sh: answers failures of a deployment that are known with what to type.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string> Stack = new("stack") { Description = "The stack, as the user named it." };

    private static readonly Argument<string> Events = new("events") { Description = "The log of events that the Pulumi CLI wrote." };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("explain", "For build.sh: what to do about a deployment that failed.") { Stack, Events };
        command.Hidden = true;
        command.SetAction(parsed => Run(parsed.GetRequiredValue(Stack), parsed.GetRequiredValue(Events)));
        return command;
    }

    private static int Run(string stack, string events)
    {
        foreach (var line in HeldReleases.Remedy(stack, EngineEvent.Read(events)))
            Console.Error.WriteLine(line);
        return CommandLine.Fine;
    }
}
