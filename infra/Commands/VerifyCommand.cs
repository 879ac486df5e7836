using System.Collections.Immutable;
using System.CommandLine;
using Infra.Clusters;
using Infra.Configuration;
using Infra.Planning;
using Infra.Rendering;
using Infra.Verifying;
using Infra.Verifying.Reports;
using Infra.Verifying.Traffic;

namespace Infra.Commands;

/// <summary><c>verify</c>: whether a live cluster is what its plan says, and whether its tenants are kept apart.</summary>
internal static class VerifyCommand
{
    private static readonly Argument<string> Stack = new("stack")
    {
        Description = "The stack: the middle of the name of a file Pulumi.<stack>.yaml.",
    };

    private static readonly Option<string?> Kubeconfig = new("--kubeconfig")
    {
        HelpName = "file",
        Description = "An administrator's kubeconfig; its current context is used. Without it, the stack's own, from its outputs.",
    };

    private static readonly Option<string?> Tenant = new("--tenant")
    {
        HelpName = "name",
        Description = "Check this tenant alone, beside the platform. Without it, all tenants.",
    };

    private static readonly Option<string?> Out = new("--out", "-o")
    {
        HelpName = "path",
        Description = "Also write the results: into a file that ends in .json or .xml (JUnit), or both into a folder.",
    };

    private static readonly Option<bool> Traffic = new("--traffic")
    {
        Description = "Also send traffic: from here to each domain, and from a short-lived pod of each tenant to what it must not reach.",
    };

    private static readonly Option<string> ProbeImage = new("--probe-image")
    {
        HelpName = "image",
        Description = "The image of these pods; it must have sh and an nc that knows -z. One by its digest is best.",
        DefaultValueFactory = _ => TrafficOptions.DefaultImage,
    };

    private static readonly Option<bool> Outputs = new("--stack-outputs")
    {
        Hidden = true,
        Description = "For build.sh: the stack's outputs come on standard input.",
    };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("verify",
            "Compare a live cluster with the plan of its stack, and try attacks on its tenants by dry runs, of "
            + "which nothing is kept. Exit codes: 0 all checks passed; 1 a check failed; 2 a check, or the whole, could not be run.")
        {
            Stack,
            Kubeconfig,
            Tenant,
            Out,
            Traffic,
            ProbeImage,
            Outputs,
        };
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            try
            {
                return await RunAsync(parsed, interruption.Token).ConfigureAwait(false);
            }
            catch (ClusterException failure)
            {
                await Console.Error.WriteLineAsync(failure.Message).ConfigureAwait(false);
                return CommandLine.Mistaken;
            }
            catch (OperationCanceledException)
            {
                var left = parsed.GetValue(Traffic) ? "the probe pods are removed" : "nothing was changed";
                await Console.Error.WriteLineAsync($"Interrupted; {left}.").ConfigureAwait(false);
                return CommandLine.Mistaken;
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var project = Project.Find();
        var stack = parsed.GetRequiredValue(Stack);
        // The Pulumi CLI also takes organization/project/stack.
        var name = stack[(stack.LastIndexOf('/') + 1)..];
        var settings = StackFile.Read(project, name).LoadSettings();
        var tenant = parsed.GetValue(Tenant);
        if (tenant is not null && settings.Tenants.All(one => one.Name != tenant))
        {
            var known = string.Join(", ", settings.Tenants.Select(one => one.Name));
            throw new ConfigurationException($"--tenant '{tenant}': stack '{name}' has no such tenant; it has {known}.");
        }

        var outputs = parsed.GetValue(Outputs) ? await Console.In.ReadToEndAsync(cancellation).ConfigureAwait(false) : null;
        var kubeconfig = parsed.GetValue(Kubeconfig);
        if (kubeconfig is null && outputs is null)
            throw new ConfigurationException("'verify' needs --kubeconfig here; './build.sh verify' takes the stack's own.");
        var files = parsed.GetValue(Out) is { } path ? new ReportFiles(path) : null;
        var plan = await Planner.PlanAsync(project.Name, name, settings).ConfigureAwait(false);
        var results = await Verifier.RunAsync(
            new VerifierTask
            {
                Plan = plan,
                Settings = settings,
                KubeconfigFile = kubeconfig,
                Outputs = outputs,
                Tenant = tenant,
                Traffic = parsed.GetValue(Traffic) ? new TrafficOptions { Image = parsed.GetRequiredValue(ProbeImage) } : null,
            },
            ShowProgress,
            cancellation).ConfigureAwait(false);
        files?.Write(name, results);
        ResultTable.Print(Summary.Console(), results);
        return ExitCode(results);
    }

    private static int ExitCode(ImmutableArray<LiveResult> results) =>
        results.Any(result => result.Verdict == Verdict.Failed) ? CommandLine.Failed
        : results.Any(result => result.Verdict == Verdict.Unable) ? CommandLine.Mistaken
        : CommandLine.Fine;

    // On standard error, which leaves the results alone. Elsewhere than on a terminal a line at the beginning is enough.
    private static void ShowProgress(int ended, int all)
    {
        if (!Console.IsErrorRedirected) Console.Error.Write($"\rVerifying: {ended} of {all} …{(ended == all ? "\r\e[K" : "")}");
        else if (ended == 0) Console.Error.WriteLine($"Verifying at {all} places …");
    }
}
