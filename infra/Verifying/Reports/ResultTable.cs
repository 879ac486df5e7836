using System.Collections.Immutable;
using System.Globalization;
using Spectre.Console;

namespace Infra.Verifying.Reports;

/// <summary>Results for people: a line a check, then what was seen.</summary>
internal static class ResultTable
{
    /// <summary>More observations of one check than this are summed up.</summary>
    private const int Shown = 12;

    /// <summary>Prints them.</summary>
    public static void Print(IAnsiConsole console, ImmutableArray<LiveResult> results)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("Check", "Result");
        table.AddColumn(new TableColumn("Places").RightAligned());
        table.AddColumn("What holds");
        foreach (var group in results.GroupBy(result => result.Check.Group))
        {
            table.AddRow($"[bold]{Markup.Escape(group.Key)}[/]", "", "", "");
            foreach (var result in group)
            {
                table.AddRow(
                    Markup.Escape(result.Check.Id), Word(result.Verdict), result.Places.ToString(CultureInfo.InvariantCulture),
                    Markup.Escape(result.Check.Title));
            }
        }

        console.Write(table);
        // Each in one line, however long, for those who search.
        foreach (var line in results.SelectMany(Lines).Append(Count(results)))
            console.Profile.Out.Writer.WriteLine(line);
    }

    /// <summary>What was seen, in one line.</summary>
    public static string Line(LiveCheck check, Observation seen) => seen switch
    {
        Fault fault => $"{check.Id}: {fault.Where} {fault.Text}: {fault.Fix}.",
        Obstacle obstacle => $"{check.Id}: {obstacle.Where} can't be told: {obstacle.Text}.",
        _ => $"{check.Id}: {seen.Where} {seen.Text}.",
    };

    private static IEnumerable<string> Lines(LiveResult result)
    {
        var lines = result.Observations.Take(Shown).Select(seen => Line(result.Check, seen));
        var rest = result.Observations.Length - Shown;
        return rest > 0 ? lines.Append(FormattableString.Invariant($"{result.Check.Id}: … and {rest} more")) : lines;
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Passed => "[green]passed[/]",
        Verdict.Nothing => "[dim]nothing there[/]",
        Verdict.Failed => "[red]failed[/]",
        _ => "[yellow]can't be told[/]",
    };

    private static string Count(ImmutableArray<LiveResult> results)
    {
        int Of(Verdict verdict) => results.Count(result => result.Verdict == verdict);
        return string.Create(CultureInfo.InvariantCulture, $"{Of(Verdict.Passed)} passed, {Of(Verdict.Failed)} failed, "
            + $"{Of(Verdict.Unable)} couldn't be told, {Of(Verdict.Nothing)} had nothing to look at.");
    }
}
