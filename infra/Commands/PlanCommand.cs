using System.CommandLine;
using Infra.Checks;
using Infra.Comparing;
using Infra.Comparing.Baselines;
using Infra.Comparing.Dangers;
using Infra.Configuration;
using Infra.Planning;
using Infra.Rendering;
using Infra.Stacks.Settings.Grammars;
using Infra.Timing;

namespace Infra.Commands;

/// <summary>
/// <c>plan</c>: what <c>pulumi up</c> would create, and whether it is as it must be, without an account, a token or a network; or what it
/// would change, against another plan.
/// </summary>
internal static class PlanCommand
{
    private const string Text = "text";
    private const string Markdown = "markdown";
    private const string Json = "json";

    private static readonly Argument<string?> Stack = new("stack")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The stack: the middle of the name of a file Pulumi.<stack>.yaml. Without one, the stacks are listed.",
    };

    private static readonly Option<string?> Out = new("--out", "-o")
    {
        HelpName = "folder",
        Description = "Also write plan.json, report.html, each Kubernetes manifest, each chart's values and each node's files into this "
            + "folder.",
    };

    private static readonly Option<string?> Timings = new("--timings")
    {
        HelpName = "file",
        Description = "Seconds that steps of a deployment took where you measured them: JSON, such as { \"server\": 30 }. "
            + $"Steps: {string.Join(", ", StepTimes.Default.Seconds.Keys)}.",
    };

    private static readonly Option<string?> Against = new("--against")
    {
        HelpName = "folder|plan.json|commit",
        Description = "Show what changes against this plan, dangers first: a folder that --out wrote, its plan.json, or a commit "
            + "(main, HEAD~1), whose own program plans its own stack file in a worktree below .build.",
    };

    private static readonly Option<string> Format = new Option<string>("--format")
    {
        HelpName = $"{Text}|{Markdown}|{Json}",
        Description = "How the change is written.",
        DefaultValueFactory = _ => Text,
    }.AcceptOnlyFromAmong(Text, Markdown, Json);

    private static readonly Option<string[]> Accept = new("--accept")
    {
        HelpName = "danger",
        Description = "A danger that is meant, by its name; may be repeated. "
            + $"{string.Join(", ", DangerList.All.Select(rule => rule.Name))}.",
    };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("plan", "Show all that 'pulumi up' would create for a stack, and check it. "
            + "Needs no account, token or network. Exit codes: 0 fine; 1 a check failed, or the change is dangerous and not accepted; "
            + "2 the command line or the settings are wrong.")
        {
            Stack,
            Out,
            Against,
            Format,
            Accept,
            Timings,
        };
        command.SetAction((parsed, _) => RunAsync(parsed));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        var (against, accepted) = (parsed.GetValue(Against), parsed.GetValue(Accept) ?? []);
        Require(parsed, against, accepted);
        var project = Project.Find();
        if (parsed.GetValue(Stack) is not { } stack)
        {
            foreach (var name in project.Stacks)
                Console.WriteLine(name);
            return CommandLine.Fine;
        }

        var times = parsed.GetValue(Timings) is { } timings ? StepTimes.Default.With(timings) : StepTimes.Default;
        var settings = StackFile.Read(project, stack).LoadSettings();
        var target = parsed.GetValue(Out) is { } folder ? new PlanFolder(folder) : null;
        var baseline = against is null ? null : await FindBaselineAsync(project, stack, against).ConfigureAwait(false);
        var plan = await Planner.PlanAsync(project.Name, stack, settings).ConfigureAwait(false);
        var results = CheckList.Run(plan);
        if (baseline is null)
            Summary.Print(Summary.Console(), plan, results, times);
        var report = baseline is null ? null : new ComparisonReport(
            PlanComparer.Compare(baseline.Plan ?? PlanComparer.Nothing(plan), plan), baseline.Shown, results, [.. accepted])
        {
            Times = times,
        };
        Print(report, parsed.GetValue(Format)!);
        // Also when a check failed: what is wrong can be looked at there.
        target?.Write(PlanFiles.Render(plan, results, times, report));
        return results.All(result => result.Passed) && report is null or { IsFine: true } ? CommandLine.Fine : CommandLine.Failed;
    }

    // What is there for a while (a worktree) is removed also after Ctrl-C.
    private static async Task<Baseline> FindBaselineAsync(Project project, string stack, string against)
    {
        using var interruption = new Interruption();
        return await Baseline.FindAsync(project, stack, against, interruption.Token).ConfigureAwait(false);
    }

    private static void Require(ParseResult parsed, string? against, string[] accepted)
    {
        var format = parsed.GetResult(Format) is { Implicit: false };
        foreach (var (option, given) in new[] { ("--format", format), ("--accept", accepted.Length > 0) })
        {
            if (given && against is null)
                throw new ConfigurationException($"{option} is about a change: say against what, with --against.");
        }

        if (against is not null && parsed.GetValue(Stack) is null)
            throw new ConfigurationException("--against needs the stack that is compared; './build.sh plan' lists them.");
        var names = DangerList.All.Select(rule => rule.Name).ToList();
        if (accepted.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
        {
            throw new ConfigurationException($"--accept '{unknown}' is no danger; there are: {string.Join(", ", names)}."
                + (NearestWord.Among(unknown, names) is { } nearest ? $" Did you mean '{nearest}'?" : ""));
        }
    }

    private static void Print(ComparisonReport? report, string format)
    {
        switch (format)
        {
            case var _ when report is null:
                break;
            case Markdown:
                Console.Write(ComparisonMarkdown.Render(report));
                break;
            case Json:
                Console.Write(ComparisonDocument.Render(report));
                break;
            default:
                ComparisonConsole.Print(Summary.Console(), report);
                break;
        }
    }
}
