using System.Text;
using System.Text.RegularExpressions;
using Infra.Comparing;

namespace Infra.Rendering;

/// <summary>A comparison for a comment on a pull request.</summary>
internal static partial class ComparisonMarkdown
{
    /// <summary>The longest text, in characters: GitHub takes 65,536, and whoever posts it adds a few.</summary>
    public const int Longest = 60_000;

    /// <summary>The text: dangers first, then what happens to whom, folded.</summary>
    public static string Render(ComparisonReport report)
    {
        var text = new StringBuilder($"### {ComparisonText.Heading(report, Code)}\n\n");
        AppendDangers(text, report);
        AppendAffected(text, report.Comparison);
        text.Append($"{ComparisonText.Counts(report.Comparison)}\n\n");
        foreach (var line in ComparisonText.Ignored(report.Comparison).Concat(ComparisonText.Upgrade(report.Comparison)))
            text.Append($"{Cell(line)}\n\n");
        if (!report.Comparison.Changes.IsEmpty)
            AppendCostAndTime(text, report);
        var foot = Foot(report);
        var blocks = Blocks(report).ToList();
        for (var shown = 0; shown < blocks.Count; shown++)
        {
            var left = FormattableString.Invariant(
                $"_{blocks.Count - shown} more parts don't fit here; `./build.sh plan` shows them._\n\n");
            if (text.Length + blocks[shown].Length + left.Length + foot.Length > Longest)
            {
                text.Append(left);
                break;
            }

            text.Append(blocks[shown]);
        }

        return text.Append(foot).ToString();
    }

    private static void AppendDangers(StringBuilder text, ComparisonReport report)
    {
        if (report.Comparison.Dangers.IsEmpty)
        {
            text.Append("Nothing dangerous.\n\n");
            return;
        }

        text.Append("| danger | what happens |\n|---|---|\n");
        foreach (var accepted in new[] { false, true })
        {
            var dangers = report.Comparison.Dangers.Where(danger => report.IsAccepted(danger) == accepted);
            foreach (var (rule, lines) in ComparisonText.ByRule(dangers))
            {
                var name = accepted ? $"`{rule.Name}`, accepted" : $"**`{rule.Name}`**";
                text.Append($"| {name} | {string.Join("<br>", lines.Select(Cell))} |\n");
            }
        }

        text.Append('\n');
        foreach (var name in report.Needless)
            text.Append($"{Code(name)} was accepted, and there is no such danger.\n\n");
    }

    private static void AppendAffected(StringBuilder text, PlanComparison comparison)
    {
        var lines = ComparisonText.Affected(comparison).ToList();
        foreach (var line in lines)
            text.Append($"- {Cell(line)}\n");
        if (lines.Count > 0)
            text.Append('\n');
    }

    private static void AppendCostAndTime(StringBuilder text, ComparisonReport report)
    {
        foreach (var line in ComparisonText.Cost(report))
            text.Append($"{Cell(line)}\n\n");
        text.Append($"<details><summary>{Html(TimeText.Whole(ComparisonText.Subject, report.Time))}</summary>\n\n");
        foreach (var step in TimeText.Steps(report.Time))
            text.Append($"- {Cell(step)}\n");
        text.Append("\n</details>\n\n");
    }

    private static IEnumerable<string> Blocks(ComparisonReport report)
    {
        var comparison = report.Comparison;
        var sections = Section.Told(comparison).Select(section => Block(
            ComparisonText.Title(section, comparison), ComparisonText.About(section, comparison), [.. ChangeLines.Of(section)]));
        return comparison.Scripts is { IsEmpty: false } scripts
            ? sections.Append(Block("scripts on machines", null, [.. scripts.SelectMany(ChangeLines.Of)]))
            : sections;
    }

    private static string Block(string title, string? about, List<ChangeLine> lines)
    {
        var heads = lines.Count(line => line.Sign != ' ' && line.Sign != '@');
        var body = string.Join('\n', lines);
        var fence = new string('`', Math.Max(3, Backticks().Matches(body).Select(match => match.Length + 1).DefaultIfEmpty().Max()));
        return $"<details{(heads <= 3 && lines.Count <= 12 ? " open" : "")}><summary><b>{Html(title)}</b></summary>\n\n"
            + (about is null ? "" : $"{Cell(about)}\n\n")
            + $"{fence}diff\n{body}\n{fence}\n\n</details>\n\n";
    }

    private static string Foot(ComparisonReport report) =>
        string.Concat(report.Unseen.Select(line => $"{Cell(line)}\n"))
        + string.Concat(ComparisonText.Checks(report).Select(line => $"{Cell(line)}\n"));

    private static string Code(string text) => $"`{text.Replace('`', '\'')}`";

    // Names and messages may hold what Markdown gives a meaning.
    private static string Cell(string text) => Special().Replace(Html(text), @"\$0").Replace("@", "@<!-- -->", StringComparison.Ordinal);

    private static string Html(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();

    [GeneratedRegex(@"[\\`*_\[\]|#~]")]
    private static partial Regex Special();
}
