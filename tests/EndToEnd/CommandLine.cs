using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Infra.Tests.EndToEnd.Deployments;
using Infra.Tests.EndToEnd.Programs;
using Infra.Tests.EndToEnd.Scenarios;
using Infra.Tests.EndToEnd.Suite;
using Infra.Tests.EndToEnd.Worlds;

namespace Infra.Tests.EndToEnd;

/// <summary><c>./build.sh e2e</c>.</summary>
internal static class CommandLine
{
    private const int Fine = 0;
    private const int Failed = 1;
    private const int Mistaken = 2;
    private const int Interrupted = 130;

    private static readonly Argument<string[]> Chosen = new("scenario")
    {
        Description = "Scenarios to run; none: all.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> OnlyList = new("--list")
    {
        Description = "List the scenarios, and what of their programs is missing.",
    };

    private static readonly Option<bool> KeepGoing = new("--keep-going") { Description = "Go on after a step that failed." };

    private static readonly Option<string> Root = new("--root")
    {
        Hidden = true,
        DefaultValueFactory = _ => Directory.GetCurrentDirectory(),
    };

    private static readonly Option<string> Folder = new("--folder") { Required = true };

    private static readonly Option<string> Image = new("--image") { Required = true };

    private static readonly Argument<string> Told = new("scenario");

    /// <summary>Runs the suite, or one scenario in the namespaces that were made for it.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var tell = new Command(ScenarioProcess.Verb) { Told, Root, Folder, Image, KeepGoing };
        tell.Hidden = true;
        tell.SetAction((parsed, _) => TellAsync(
            Scenario(parsed.GetRequiredValue(Told))!,
            parsed.GetRequiredValue(Root), parsed.GetRequiredValue(Folder), parsed.GetRequiredValue(Image), parsed.GetValue(KeepGoing)));
        var root = new RootCommand(
            "Deploys stacks with real programs on machines made of namespaces, and tries what becomes of them (docs/end-to-end.md).")
        {
            Chosen, OnlyList, KeepGoing, Root, tell,
        };
        root.SetAction((parsed, end) => parsed.GetValue(OnlyList)
            ? Task.FromResult(List(ProgramsFolder.Find(parsed.GetRequiredValue(Root))))
            : RunAsync(parsed.GetValue(Chosen) ?? [], parsed.GetRequiredValue(Root), parsed.GetValue(KeepGoing), end));
        var parsed = root.Parse(args);
        foreach (var error in parsed.Errors)
            await Console.Error.WriteLineAsync($"{error.Message} './build.sh e2e --help' explains what there is.");
        if (parsed.Errors.Count > 0)
            return Mistaken;
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (StoryFailedException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
    }

    private static async Task<int> RunAsync(string[] names, string root, bool keepGoing, CancellationToken end)
    {
        var unknown = names.Where(name => Scenario(name) is null).ToArray();
        if (unknown.Length > 0)
        {
            var known = string.Join(", ", AllScenarios.List.Select(scenario => scenario.Name));
            await Console.Error.WriteLineAsync($"There is no scenario '{unknown[0]}'; there are {known}.");
            return Mistaken;
        }

        if ((Prerequisites.Missing ?? MissingTool()) is { } missing)
        {
            await Console.Error.WriteLineAsync($"No machines can be made here. {missing}");
            return Mistaken;
        }

        var programs = ProgramsFolder.Find(root);
        var chosen = AllScenarios.List.Where(scenario => names.Length == 0 || names.Contains(scenario.Name)).ToArray();
        if (chosen.All(scenario => !programs.Missing(scenario.Needs).IsEmpty))
        {
            foreach (var line in WhatIsNeeded.Of(programs, chosen))
                await Console.Error.WriteLineAsync(line);
            return Mistaken;
        }

        var run = new SuiteRun(root, programs, TextWriter.Synchronized(Console.Out), keepGoing);
        var steps = await run.RunAsync(chosen, end);
        var results = Path.Combine(run.Folder, "junit.xml");
        JUnitFile.Write(results, steps);
        var failed = steps.Count(step => step.Failure is not null);
        var skipped = steps.Count(step => step.Skipped is not null);
        await Console.Out.WriteLineAsync($"{steps.Length - failed - skipped} passed, {failed} failed, {skipped} skipped ({results})");
        return failed == 0 ? Fine : Failed;
    }

    private static async Task<int> TellAsync(Scenario scenario, string root, string folder, string image, bool keepGoing)
    {
        var story = new Story(scenario.Name, folder, Console.Out, keepGoing);
        var status = Fine;
        await using (var world = await World.CreateAsync(folder, image, ProgramsFolder.Find(root), root))
        {
            Checkout.Cover(Checkout.CopyOf(root), folder);
            try
            {
                await scenario.TellAsync(story, world);
            }
            catch (Exception failure)
            {
                // The story told its failure; what happened between steps is told here.
                if (story.Steps.All(step => step.Failure is null))
                    await Console.Out.WriteLineAsync(failure.ToString());
                Journals.Keep(world);
                status = Failed;
            }
        }

        await File.WriteAllTextAsync(ScenarioProcess.StepsFile(folder), JsonSerializer.Serialize(story.Steps));
        return story.Steps.Any(step => step.Failure is not null) ? Failed : status;
    }

    private static int List(ProgramsFolder programs)
    {
        foreach (var scenario in AllScenarios.List)
        {
            var missing = programs.Missing(scenario.Needs);
            Console.WriteLine($"{scenario.Name,-8} {scenario.Title}{(missing.IsEmpty ? "" : $" Lacks {string.Join(", ", missing)}.")}");
        }

        return Fine;
    }

    private static string? MissingTool() =>
        new[] { "dnsmasq", "nft", "git", "tar" }.Where(tool => LocalProgram.Find(tool) is null).ToImmutableArray() is
        { IsEmpty: false } missing
            ? $"These programs aren't installed: {string.Join(", ", missing)}."
            : null;

    private static Scenario? Scenario(string name) => AllScenarios.List.SingleOrDefault(scenario => scenario.Name == name);
}
