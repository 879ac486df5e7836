using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace Infra.Tests.EndToEnd.Suite;

/// <summary>Tells a scenario step by step: a line each, with its time. The first step that fails ends it, unless it is to go on.</summary>
/// <param name="scenario">The scenario's name.</param>
/// <param name="folder">Where its logs lie.</param>
/// <param name="output">Where its lines go.</param>
/// <param name="goesOn">Whether further steps are taken after one that failed.</param>
internal sealed class Story(string scenario, string folder, TextWriter output, bool goesOn = false)
{
    private readonly List<StepResult> _steps = [];

    /// <summary>The steps so far.</summary>
    public ImmutableArray<StepResult> Steps => [.. _steps];

    /// <summary>Where the scenario's logs lie.</summary>
    public string Folder { get; } = folder;

    /// <summary>Takes a step.</summary>
    /// <param name="title">What it does, as a sentence without its full stop.</param>
    /// <param name="action">Does it. What it throws is the step's failure.</param>
    public async Task StepAsync(string title, Func<Task> action)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            await action();
        }
        catch (Exception failure)
        {
            Tell(new StepResult(scenario, title, clock.Elapsed.TotalSeconds, Sentence(failure)));
            if (!goesOn)
                throw;
            return;
        }

        Tell(new StepResult(scenario, title, clock.Elapsed.TotalSeconds));
    }

    /// <summary>Leaves a step out.</summary>
    /// <param name="title">What it would do.</param>
    /// <param name="reason">What is missing for it.</param>
    public void Skip(string title, string reason) => Tell(new StepResult(scenario, title, 0, Skipped: reason));

    /// <summary>Says something about the step under way.</summary>
    public void Note(string text) => output.WriteLine($"{scenario,-8}           {text}");

    // Of a failure that no scenario foresaw the place matters, too.
    private static string Sentence(Exception failure) => failure is StoryFailedException ? failure.Message : failure.ToString();

    private void Tell(StepResult step)
    {
        _steps.Add(step);
        var word = step.Failure is not null ? "FAILED" : step.Skipped is not null ? "skipped" : "";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{scenario,-8} {step.Seconds,7:0.0} s {word}{(word.Length > 0 ? " " : "")}{step.Title}"));
        foreach (var line in (step.Failure ?? step.Skipped ?? "").Split('\n').Where(line => line.Length > 0))
            output.WriteLine($"{scenario,-8}           {line}");
        if (step.Failure is not null)
            output.WriteLine($"{scenario,-8}           All logs: {Folder}");
        output.Flush();
    }
}
