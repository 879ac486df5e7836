using System.Globalization;
using System.Xml.Linq;

namespace Infra.Tests.EndToEnd.Suite;

/// <summary>Writes what was told as JUnit's XML, which pipelines read: a suite for each scenario, a case for each step.</summary>
internal static class JUnitFile
{
    public static void Write(string path, IEnumerable<StepResult> steps) => Document([.. steps]).Save(path);

    private static XDocument Document(IReadOnlyCollection<StepResult> steps) => new(new XElement("testsuites",
        steps.GroupBy(step => step.Scenario).Select(scenario => new XElement("testsuite",
            new XAttribute("name", scenario.Key),
            new XAttribute("tests", scenario.Count()),
            new XAttribute("failures", scenario.Count(step => step.Failure is not null)),
            new XAttribute("skipped", scenario.Count(step => step.Skipped is not null)),
            new XAttribute("time", Seconds(scenario.Sum(step => step.Seconds))),
            scenario.Select(Case)))));

    private static XElement Case(StepResult step) => new("testcase",
        new XAttribute("classname", step.Scenario),
        new XAttribute("name", step.Title),
        new XAttribute("time", Seconds(step.Seconds)),
        step.Failure is { } failure
            ? new XElement("failure", new XAttribute("message", Text(failure.Split('\n')[0])), Text(failure))
            : null,
        step.Skipped is { } skipped ? new XElement("skipped", new XAttribute("message", Text(skipped))) : null);

    private static string Seconds(double seconds) => seconds.ToString("0.0", CultureInfo.InvariantCulture);

    // Programs colour their output; XML has no such characters.
    private static string Text(string text) => new([.. text.Where(letter => letter >= ' ' || letter is '\n' or '\t')]);
}
