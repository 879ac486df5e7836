using System.Collections.Immutable;
using System.Xml.Linq;

namespace Infra.Verifying.Reports;

/// <summary>Results as JUnit's XML, which pipelines show: a suite a group, a case a check.</summary>
internal static class ResultXml
{
    /// <summary>The document's text.</summary>
    public static string Render(string stack, ImmutableArray<LiveResult> results) =>
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{new XElement("testsuites",
            new XAttribute("name", stack), Counts(results), results.GroupBy(result => result.Check.Group).Select(Suite))}\n"
            .ReplaceLineEndings("\n");

    private static XElement Suite(IGrouping<string, LiveResult> group) =>
        new("testsuite", new XAttribute("name", group.Key), Counts([.. group]), group.Select(Case));

    private static XAttribute[] Counts(ImmutableArray<LiveResult> results) =>
    [
        new("tests", results.Length),
        new("failures", results.Count(result => result.Verdict == Verdict.Failed)),
        new("errors", results.Count(result => result.Verdict == Verdict.Unable)),
        new("skipped", results.Count(result => result.Verdict == Verdict.Nothing)),
    ];

    private static XElement Case(LiveResult result)
    {
        var lines = string.Join('\n', result.Observations.Select(seen => Clean(ResultTable.Line(result.Check, seen))));
        var element = new XElement(
            "testcase", new XAttribute("classname", result.Check.Group), new XAttribute("name", result.Check.Id));
        switch (result.Verdict)
        {
            case Verdict.Failed:
                element.Add(new XElement("failure", new XAttribute("message", result.Check.Title), lines));
                break;
            case Verdict.Unable:
                element.Add(new XElement("error", new XAttribute("message", result.Check.Title), lines));
                break;
            case Verdict.Nothing:
                element.Add(new XElement("skipped", new XAttribute("message", "nothing to look at")));
                break;
            case Verdict.Passed when lines.Length > 0:
                element.Add(new XElement("system-out", lines));
                break;
        }

        return element;
    }

    // A server can answer with characters that XML doesn't know.
    private static string Clean(string text) => new([.. text.Where(letter => letter is '\n' or '\t' || !char.IsControl(letter))]);
}
