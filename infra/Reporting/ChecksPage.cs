using System.Collections.Immutable;
using System.Xml.Linq;
using Infra.Checks;
using static Infra.Reporting.Html;

namespace Infra.Reporting;

/// <summary>The page of the checks.</summary>
internal static class ChecksPage
{
    private static readonly string[] Columns = ["Check", "What must hold", "Result"];
    private static readonly string[] FindingColumns = ["Check", "Resource", "Problem", "What to do"];

    /// <summary>In a few words, how the checks went.</summary>
    public static string Outcome(ImmutableArray<CheckResult> results)
    {
        var failed = results.Count(result => !result.Passed);
        return failed == 0
            ? FormattableString.Invariant($"{results.Length} passed")
            : FormattableString.Invariant($"{failed} of {results.Length} failed");
    }

    /// <summary>What stands on it, below the title.</summary>
    public static IEnumerable<XElement> Content(ImmutableArray<CheckResult> results, ResourceTable resources)
    {
        var findings = results.SelectMany(result => result.Findings.Select(finding => (result.Check, finding))).ToList();
        if (findings.Count > 0)
            yield return Findings("What is wrong, and what to do about it", findings, resources);
        yield return ReportTable.Of("Checks", Columns, results.Select(result => new object?[]
        {
            result.Check.Id,
            result.Check.Title,
            result.Passed ? "passed" : Tag("strong", Class("failed"), "failed"),
        }));
    }

    /// <summary>Findings as a table.</summary>
    public static XElement Findings(string caption, IEnumerable<(Check Check, Finding Finding)> findings, ResourceTable resources) =>
        ReportTable.Of(caption, FindingColumns, findings.Select(pair => new object?[]
        {
            pair.Check.Id,
            resources.Link(pair.Finding.Resource),
            pair.Finding.Problem,
            pair.Finding.Fix,
        }));
}
