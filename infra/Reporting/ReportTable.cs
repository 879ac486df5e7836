using System.Xml.Linq;
using static Infra.Reporting.Html;

namespace Infra.Reporting;

/// <summary>A table that can be sorted and filtered where scripts run, and read where they don't.</summary>
public static class ReportTable
{
    /// <summary>The table. On narrow screens each cell is preceded by its column's title.</summary>
    /// <param name="caption">What it shows.</param>
    /// <param name="columns">The columns' titles; one that begins with <c>#</c> holds numbers.</param>
    /// <param name="rows">The rows: a cell per column, each a text, an element, or a list of those. The first cell names the row.</param>
    public static XElement Of(string caption, IReadOnlyList<string> columns, IEnumerable<object?[]> rows) => Tag(
        "table",
        Tag("caption", caption),
        Tag("thead", Tag("tr", columns.Select(column => Tag("th", Has("scope", "col"), Numeric(column), Title(column))))),
        Tag("tbody", rows.Select(row => Tag("tr", row.Select((cell, index) => Cell(columns[index], index == 0, cell))))));

    private static XElement Cell(string column, bool first, object? content) => Tag(
        first ? "th" : "td",
        first ? Has("scope", "row") : null,
        Has("data-title", Title(column)),
        Numeric(column),
        content is IEnumerable<string> texts ? Lines(texts) : content);

    private static XAttribute? Numeric(string column) => column.StartsWith('#') ? Class("number") : null;

    private static string Title(string column) => column.TrimStart('#');

    private static IEnumerable<object> Lines(IEnumerable<string> texts) =>
        texts.SelectMany((text, index) => index == 0 ? (object[])[text] : [new XElement("br"), text]);
}
