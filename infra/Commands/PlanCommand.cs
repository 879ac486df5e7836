using System.CommandLine;
using Infra.Checks;
using Infra.Configuration;
using Infra.Planning;
using Infra.Rendering;
using Infra.Stacks.Settings;

namespace Infra.Commands;

/// <summary>
/// <c>plan</c>: what <c>pulumi up</c> would create, and whether it is as it must be, without an account, a token or a network.
/// </summary>
internal static class PlanCommand
{
    private static readonly Argument<string?> Stack = new("stack")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The stack: the middle of the name of a file Pulumi.<stack>.yaml. Without one, the stacks are listed.",
    };

    private static readonly Option<string?> Out = new("--out", "-o")
    {
        HelpName = "folder",
        Description = "Also write plan.json, report.html, each Kubernetes manifest, each chart's values and each node's files into this folder.",
    };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("plan", "Show all that 'pulumi up' would create for a stack, and check it. "
            + "Needs no account, token or network. Exit codes: 0 fine; 1 a check failed; 2 the command line or the settings are wrong.")
        {
            Stack,
            Out,
        };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(Stack), parsed.GetValue(Out)));
        return command;
    }

    private static async Task<int> RunAsync(string? stack, string? folder)
    {
        var project = Project.Find();
        if (stack is null)
        {
            foreach (var name in project.Stacks)
                Console.WriteLine(name);
            return CommandLine.Fine;
        }

        var settings = SettingsLoader.Load(StackFile.Read(project, stack).Configuration);
        var target = folder is null ? null : new PlanFolder(folder);
        var plan = await Planner.PlanAsync(project.Name, stack, settings).ConfigureAwait(false);
        var results = CheckList.Run(plan);
        Summary.Print(Summary.Console(), plan, results);
        // Also when a check failed: what is wrong can be looked at there.
        target?.Write(PlanFiles.Render(plan, results));
        return results.All(result => result.Passed) ? CommandLine.Fine : CommandLine.Failed;
    }
}
