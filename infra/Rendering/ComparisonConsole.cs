using Infra.Comparing;
using Spectre.Console;

namespace Infra.Rendering;

/// <summary>A comparison for a terminal.</summary>
internal static class ComparisonConsole
{
    private const string Indent = "  ";

    /// <summary>Prints it: dangers first, then what happens to whom.</summary>
    public static void Print(IAnsiConsole console, ComparisonReport report)
    {
        // Lines stay whole, for those who search; a terminal wraps them by itself.
        console.Profile.Width = int.MaxValue / 2;
        console.WriteLine(ComparisonText.Heading(report, text => text), new Style(decoration: Decoration.Bold));
        PrintDangers(console, report);
        PrintAffected(console, report.Comparison);
        console.WriteLine();
        console.WriteLine(ComparisonText.Counts(report.Comparison));
        foreach (var line in ComparisonText.Ignored(report.Comparison).Concat(ComparisonText.Upgrade(report.Comparison)))
            console.WriteLine(line);
        foreach (var line in ComparisonText.CostAndTime(report))
            console.WriteLine(line);
        foreach (var section in Section.Told(report.Comparison))
            PrintSection(console, section, report.Comparison);
        if (report.Comparison.Scripts is { IsEmpty: false } scripts)
        {
            PrintTitle(console, "scripts on machines");
            foreach (var line in scripts.SelectMany(ChangeLines.Of))
                PrintLine(console, line);
        }

        console.WriteLine();
        foreach (var line in report.Unseen.Concat(ComparisonText.Checks(report)))
            console.WriteLine(line);
    }

    private static void PrintDangers(IAnsiConsole console, ComparisonReport report)
    {
        PrintDangers(console, "Dangerous:", report, accepted: false, new Style(Color.Red));
        PrintDangers(console, "Accepted:", report, accepted: true, new Style(Color.Yellow));
        if (report.Open.Any())
            console.WriteLine($"{Indent}--accept NAME accepts all of a kind: see docs/plan-changes.md");
        foreach (var name in report.Needless)
            console.WriteLine($"--accept {name}: there is no such danger here.");
    }

    private static void PrintDangers(IAnsiConsole console, string title, ComparisonReport report, bool accepted, Style style)
    {
        var byRule = ComparisonText.ByRule(report.Comparison.Dangers.Where(danger => report.IsAccepted(danger) == accepted)).ToList();
        if (byRule.Count == 0)
            return;
        PrintTitle(console, title);
        foreach (var (rule, lines) in byRule)
        {
            console.WriteLine($"{Indent}{rule.Name}", style);
            foreach (var line in lines)
                console.WriteLine($"{Indent}{Indent}{line}");
        }
    }

    private static void PrintAffected(IAnsiConsole console, PlanComparison comparison)
    {
        var lines = ComparisonText.Affected(comparison).ToList();
        if (lines.Count == 0)
            return;
        PrintTitle(console, "Who is affected:");
        foreach (var line in lines)
            console.WriteLine($"{Indent}{line}");
    }

    private static void PrintSection(IAnsiConsole console, Section section, PlanComparison comparison)
    {
        PrintTitle(console, ComparisonText.Title(section, comparison));
        if (ComparisonText.About(section, comparison) is { } about)
            console.WriteLine($"{Indent}{about}");
        foreach (var line in ChangeLines.Of(section))
            PrintLine(console, line);
    }

    private static void PrintTitle(IAnsiConsole console, string title)
    {
        console.WriteLine();
        console.WriteLine(title, new Style(decoration: Decoration.Bold));
    }

    private static void PrintLine(IAnsiConsole console, ChangeLine line) => console.WriteLine($"{Indent}{line}", line.Sign switch
    {
        '+' => new Style(Color.Green),
        '-' => new Style(Color.Red),
        '!' => new Style(Color.Red, decoration: Decoration.Bold),
        '~' or '>' => new Style(Color.Yellow),
        '@' => new Style(Color.Grey),
        _ => Style.Plain,
    });
}
