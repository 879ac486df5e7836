using System.Collections.Immutable;
using Infra.Checks;
using Infra.Comparing;
using Infra.Planning;
using Infra.Reporting;
using Infra.Timing;

namespace Infra.Rendering;

/// <summary>The files of a plan: their paths, with <c>/</c>, and their texts.</summary>
public static class PlanFiles
{
    /// <summary>The name of the file that holds the whole plan.</summary>
    public const string PlanJson = "plan.json";

    /// <summary>The name of the file that shows the plan to people.</summary>
    public const string ReportHtml = "report.html";

    /// <summary>The folder of the scripts that commands run.</summary>
    public const string Scripts = "scripts";

    /// <summary>All that lies at the top of a plan's folder.</summary>
    public static readonly ImmutableArray<string> TopEntries = [PlanJson, ReportHtml, "manifests", "helm", "hosts", Scripts];

    /// <summary>Renders a plan, checked. The same plan gives the same texts.</summary>
    public static ImmutableSortedDictionary<string, string> Render(Plan plan) => Render(plan, CheckList.Run(plan), StepTimes.Default);

    /// <summary>Renders a plan, what its checks found, what it costs, how long it takes, and in the report what it changes.</summary>
    internal static ImmutableSortedDictionary<string, string> Render(
        Plan plan, ImmutableArray<CheckResult> results, StepTimes times, ComparisonReport? change = null)
    {
        var files = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        files.Add(PlanJson, PlanDocument.Render(plan, results, times));
        files.Add(ReportHtml, Report.Render(plan, results, Parts(plan, times, change)));
        foreach (var (path, text) in Manifests.Render(plan).Concat(HelmValues.Render(plan)).Concat(HostFiles.Render(plan)))
            files.Add(path, text);
        return files.ToImmutable();
    }

    private static ImmutableArray<ReportPart> Parts(Plan plan, StepTimes times, ComparisonReport? change) =>
        [.. change is null ? ImmutableArray<ReportPart>.Empty : [ChangePage.Of(change)], CostPage.Of(plan, times)];
}
