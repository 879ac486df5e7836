using System.CommandLine;
using System.Text.Json;
using Infra.Deploying;
using Infra.Timing;

namespace Infra.Commands;

/// <summary><c>measure</c>, for build.sh: writes down how long the steps of a deployment took, for <c>plan --timings</c>.</summary>
internal static class MeasureCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly Argument<string> Events = new("events") { Description = "The log of events that the Pulumi CLI wrote." };

    private static readonly Argument<string> Times = new("times") { Description = "The file. Steps that weren't taken stay in it." };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("measure", "For build.sh: how long the steps of a deployment took.") { Events, Times };
        command.Hidden = true;
        command.SetAction(parsed => Run(parsed.GetRequiredValue(Events), parsed.GetRequiredValue(Times)));
        return command;
    }

    private static int Run(string events, string file)
    {
        var measured = MeasuredTimes.Of(EngineEvent.Read(events));
        if (measured.IsEmpty)
            return CommandLine.Fine;
        var known = new SortedDictionary<string, decimal>(Earlier(file), StringComparer.Ordinal);
        foreach (var (step, seconds) in measured)
            known[step] = seconds;
        File.WriteAllText(file, JsonSerializer.Serialize(known, Indented) + "\n");
        Console.Error.WriteLine($"How long the steps took is in {file}, for './build.sh plan STACK --timings {file}'.");
        return CommandLine.Fine;
    }

    private static Dictionary<string, decimal> Earlier(string file)
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, decimal>>(File.ReadAllText(file)) ?? [] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
