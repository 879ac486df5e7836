using System.CommandLine;
using Infra.Clusters;
using Infra.Configuration;
using Infra.Stacks.Settings;

namespace Infra.Commands;

/// <summary>The program's verbs.</summary>
internal static class CommandLine
{
    /// <summary>Exit code when all went well.</summary>
    public const int Fine = 0;

    /// <summary>Exit code when a check of the plan, or of a live cluster, failed.</summary>
    public const int Failed = 1;

    /// <summary>Exit code when the command line or the settings are wrong, or a cluster can't be asked.</summary>
    public const int Mistaken = 2;

    /// <summary>Exit code when somebody ended the program, as shells have it.</summary>
    public const int Interrupted = 130;

    /// <summary>Runs a verb.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Isolated tenants on one K3s cluster. Without a verb, and started by Pulumi, it deploys the stack.")
        {
            PlanCommand.Create(),
            VerifyCommand.Create(),
            PricesCommand.Create(),
            BenchCommand.Create(),
            ConformanceCommand.Create(),
            PrepareCommand.Create(),
            ExplainCommand.Create(),
            MeasureCommand.Create(),
        };
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var mistake in Mistakes(root, parsed))
                await Console.Error.WriteLineAsync(mistake).ConfigureAwait(false);
            await Console.Error.WriteLineAsync($"'{Invocation(parsed)} --help' explains what there is.").ConfigureAwait(false);
            return Mistaken;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                // Verbs that have something to say or to clear away when they are interrupted see to it themselves.
                ProcessTerminationTimeout = null,
            }).ConfigureAwait(false);
        }
        catch (Exception mistake) when (mistake is ConfigurationException or SettingsException or ClusterException)
        {
            await Console.Error.WriteLineAsync(mistake.Message).ConfigureAwait(false);
            return Mistaken;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
    }

    private static IEnumerable<string> Mistakes(RootCommand root, ParseResult parsed) =>
        parsed.CommandResult.Command == root && parsed.UnmatchedTokens.Count > 0
            ? [$"There is no verb '{parsed.UnmatchedTokens[0]}'; there are {Verbs(root)}."]
            : parsed.Errors.Select(error => error.Message);

    private static string Verbs(RootCommand root) =>
        string.Join(", ", root.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name));

    private static string Invocation(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "./build.sh" : $"./build.sh {parsed.CommandResult.Command.Name}";
}
