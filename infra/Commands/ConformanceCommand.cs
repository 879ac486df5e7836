using System.CommandLine;
using System.Globalization;
using Infra.Clusters;
using Infra.Components.Kubernetes;
using Infra.Configuration;
using Infra.Conformance;
using Infra.Planning;

namespace Infra.Commands;

/// <summary><c>conformance</c>: whether a real Kubernetes decides about the guards' cases as the tests' library does.</summary>
internal static class ConformanceCommand
{
    /// <summary>The first minor version of Kubernetes that all guards but those that change objects are written for.</summary>
    private const int FirstMinor = 34;

    private static readonly Option<string> Kubeconfig = new("--kubeconfig")
    {
        Required = true,
        HelpName = "file",
        Description = "The cluster, as an administrator who may act as others. Without a default, no other cluster is met by chance.",
    };

    private static readonly Option<string?> Context = new("--context")
    {
        HelpName = "name",
        Description = "A context of the kubeconfig. Default: its current one.",
    };

    private static readonly Option<bool> Disposable = new("--disposable")
    {
        Description = "The cluster has no other work: for more cases, also make Nodes, load balancers and cert-manager's kinds.",
    };

    private static readonly Option<int> Patience = new("--patience")
    {
        HelpName = "seconds",
        Description = "How long new guards may take to act. API servers look for new kinds of parameters every 30 seconds or so.",
        DefaultValueFactory = _ => 90,
    };

    private static readonly Option<bool> Yes = new("--yes")
    {
        Description = "Go on although the cluster has tenants of this program.",
    };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("conformance",
            "Apply the guards' cases to any Kubernetes from 1.34 on, by dry runs in namespaces of its own, and leave "
            + "nothing behind. Exit codes: 0 no case came otherwise, though some may not have been tried; 1 a case came otherwise; "
            + "2 it could not run, and why.")
        {
            Kubeconfig,
            Context,
            Disposable,
            Patience,
            Yes,
        };
        command.SetAction((parsed, _) => RunAsync(parsed));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        var disposable = parsed.GetValue(Disposable);
        var project = Project.Find();
        var cases = CaseFiles.Read(project);
        using var interruption = new Interruption();
        using var server = ApiServer.Open(parsed.GetRequiredValue(Kubeconfig), parsed.GetValue(Context));
        var plan = await Planner.PlanAsync(project.Name, CaseStack.Name, CaseStack.Read(project)).ConfigureAwait(false);
        var options = new ConformanceOptions
        {
            Disposable = disposable,
            Definitions = disposable ? CaseFiles.Definitions(project) : [],
            Patience = TimeSpan.FromSeconds(parsed.GetValue(Patience)),
        };
        try
        {
            await CheckAsync(server, disposable, parsed.GetValue(Yes), interruption.Token).ConfigureAwait(false);
            var guards = PlannedGuards.Of(plan, cases, CaseFiles.Namespaces(project));
            var report = await new ConformanceRun(server, guards, cases, options, Console.Error.WriteLine)
                .RunAsync(interruption.Token).ConfigureAwait(false);
            foreach (var line in report.Lines()) Console.WriteLine(line);
            return ExitCode(report);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            throw new ClusterException("Interrupted.");
        }
    }

    private static int ExitCode(ConformanceReport report)
    {
        if (report.Count(CaseOutcome.Otherwise) > 0) return CommandLine.Failed;
        return report.Left.IsEmpty && report.Count(CaseOutcome.AsExpected) > 0 ? CommandLine.Fine : CommandLine.Mistaken;
    }

    private static async Task CheckAsync(ApiServer server, bool disposable, bool yes, CancellationToken cancellation)
    {
        var version = await server.NeedAsync(new ApiRequest(HttpMethod.Get, "version"), cancellation).ConfigureAwait(false);
        await Console.Error.WriteLineAsync(
            $"Context {server.Context}, {server.Address}, Kubernetes {version["gitVersion"]}").ConfigureAwait(false);
        var minor = new string([.. version["minor"]!.GetValue<string>().TakeWhile(char.IsAsciiDigit)]);
        if (version["major"]!.GetValue<string>() == "1" && int.Parse(minor, CultureInfo.InvariantCulture) < FirstMinor)
            throw new ClusterException(string.Create(CultureInfo.InvariantCulture, $"The guards need Kubernetes 1.{FirstMinor} or later."));
        var tenants = await server.NeedAsync(
            new ApiRequest(HttpMethod.Get, $"api/v1/namespaces?labelSelector={Uri.EscapeDataString(TenantLabels.OwnerKey)}"),
                cancellation).ConfigureAwait(false);
        if (tenants["items"]!.AsArray().Count == 0) return;
        if (disposable) throw new ClusterException(
            "--disposable is refused: the cluster has tenants of this program, who would see what it makes.");
        if (!yes)
        {
            throw new ClusterException(
                "The cluster has tenants of this program. The run touches nothing of theirs, but makes namespaces and policies "
                + "of its own for a minute: say --yes if that is meant.");
        }
    }
}
