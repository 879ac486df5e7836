using System.Collections.Immutable;
using System.Xml.Linq;
using Infra.Comparing;
using Infra.Rendering;
using static Infra.Reporting.Html;

namespace Infra.Reporting;

/// <summary>What a plan changes against another one.</summary>
internal static class ChangePage
{
    private static readonly string[] DangerColumns = ["Danger", "What happens", "Accepted"];

    /// <summary>The page, and each tenant's own changes.</summary>
    public static ReportPart Of(ComparisonReport report)
    {
        var sections = Section.Of(report.Comparison);
        return new ReportPart("change", "What changes", [.. Content(report, sections)])
        {
            ByTenant = sections.SelectMany(section => section.Tenants.Select(tenant => (Tenant: tenant, Section: section)))
                .GroupBy(pair => pair.Tenant)
                .ToImmutableDictionary(group => group.Key, group => group.SelectMany(pair => Told(pair.Section)).ToImmutableArray()),
        };
    }

    private static IEnumerable<XElement> Content(ComparisonReport report, ImmutableArray<Section> sections)
    {
        yield return Tag("p", $"{ComparisonText.Heading(report, text => text)}. {ComparisonText.Counts(report.Comparison)}");
        foreach (var line in ComparisonText.CostAndTime(report))
            yield return Tag("p", line);
        if (!report.Comparison.Dangers.IsEmpty)
        {
            yield return ReportTable.Of("Dangers", DangerColumns, ComparisonText.ByRule(report.Comparison.Dangers)
                .Select(danger => new object?[]
                {
                    danger.Rule.Name, danger.Lines, report.Accepted.Contains(danger.Rule.Name) ? "yes" : "no",
                }));
        }

        foreach (var element in sections.SelectMany(Told))
            yield return element;
        if (report.Comparison.Scripts is { IsEmpty: false } scripts)
        {
            yield return Tag("h3", "Scripts on machines");
            yield return Lines(scripts.SelectMany(ChangeLines.Of));
        }

        foreach (var line in report.Unseen)
            yield return Tag("p", line);
    }

    private static XElement[] Told(Section section) => [Tag("h3", ComparisonText.Title(section)), Lines(ChangeLines.Of(section))];

    private static XElement Lines(IEnumerable<ChangeLine> lines) => Tag("pre", string.Join('\n', lines));
}
