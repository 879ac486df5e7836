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
        var sections = Section.Told(report.Comparison);
        return new ReportPart("change", "What changes", [.. Content(report, sections)])
        {
            Lead = Lead(report),
            ByTenant = sections.SelectMany(section => section.Tenants.Select(tenant => (Tenant: tenant, Section: section)))
                .GroupBy(pair => pair.Tenant)
                .ToImmutableDictionary(
                    group => group.Key, group => group.SelectMany(pair => OfTenant(pair.Section, report.Comparison)).ToImmutableArray()),
        };
    }

    private static string Lead(ComparisonReport report) => $"{ComparisonText.Counts(report.Comparison)} " + (report.Open.Any()
        ? $"Dangerous: {string.Join(", ", report.Open.Select(danger => danger.Rule.Name).Distinct())}."
        : report.Comparison.Dangers.IsEmpty ? "Nothing dangerous." : "All that is dangerous is accepted.");

    private static IEnumerable<XElement> Content(ComparisonReport report, ImmutableArray<Section> sections)
    {
        yield return Tag("p", $"{ComparisonText.Heading(report, text => text)}. {ComparisonText.Counts(report.Comparison)}");
        if (!report.Comparison.Dangers.IsEmpty)
            yield return Dangers(report);
        foreach (var line in ComparisonText.Affected(report.Comparison)
            .Concat(ComparisonText.Ignored(report.Comparison)).Concat(ComparisonText.Upgrade(report.Comparison)))
            yield return Tag("p", line);
        if (!report.Comparison.Changes.IsEmpty)
        {
            foreach (var line in ComparisonText.Cost(report))
                yield return Tag("p", line);
            yield return TimeList.Of(ComparisonText.Subject, report.Time);
            yield return Tag(
                "p", "+ is created, ~ is changed where it is, ! is replaced, > has another name, - is removed.");
        }

        foreach (var section in sections)
        {
            yield return Tag("h3", ComparisonText.Title(section, report.Comparison));
            foreach (var element in Told(section, report.Comparison))
                yield return element;
        }

        if (report.Comparison.Scripts is { IsEmpty: false } scripts)
        {
            yield return Tag("h3", "Scripts on machines");
            yield return Lines(scripts.SelectMany(ChangeLines.Of));
        }

        foreach (var line in report.Unseen)
            yield return Tag("p", line);
    }

    private static XElement Dangers(ComparisonReport report) => ReportTable.Of(
        "Dangers", DangerColumns, ComparisonText.ByRule(report.Comparison.Dangers).Select(danger => new object?[]
        {
            danger.Rule.Name,
            danger.Lines,
            report.Accepted.Contains(danger.Rule.Name) ? "yes" : Tag("strong", Class("failed"), "no"),
        }));

    private static IEnumerable<XElement> OfTenant(Section section, PlanComparison comparison) => section.Tenants.Length == 1
        ? Told(section, comparison)
        : Told(section, comparison).Prepend(Tag("p", FormattableString.Invariant($"As for {section.Tenants.Length - 1} more tenants:")));

    private static IEnumerable<XElement> Told(Section section, PlanComparison comparison)
    {
        if (ComparisonText.About(section, comparison) is { } about)
            yield return Tag("p", about);
        yield return Lines(ChangeLines.Of(section));
    }

    private static XElement Lines(IEnumerable<ChangeLine> lines) => Tag("pre", string.Join('\n', lines));
}
