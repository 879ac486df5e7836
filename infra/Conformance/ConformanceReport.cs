using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Conformance;

/// <summary>What a run found.</summary>
/// <param name="Results">What became of each case, in the order of the files.</param>
/// <param name="SilentGuards">Guards that refused nothing in this run: what others were allowed says nothing about them.</param>
/// <param name="Left">What couldn't be removed.</param>
internal sealed record ConformanceReport(
    ImmutableArray<CaseResult> Results, ImmutableArray<string> SilentGuards, ImmutableArray<string> Left)
{
    /// <summary>How many cases had an outcome.</summary>
    public int Count(CaseOutcome outcome) => Results.Count(result => result.Outcome == outcome);

    /// <summary>The lines for people: cases that came otherwise, cases that weren't tried, and a line that counts.</summary>
    public IEnumerable<string> Lines()
    {
        foreach (var result in Results.Where(result => result.Outcome == CaseOutcome.Otherwise))
            yield return $"{result.Case.File}: {result.Case.Name}: expected {Expectation(result.Case)}, {result.Detail}";
        foreach (var reason in Results.Where(result => result.Outcome == CaseOutcome.Skipped).GroupBy(result => result.Detail))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Not tried ({reason.Count()}): {reason.Key}");
            foreach (var result in reason) yield return $"  {result.Case.File}: {result.Case.Name}";
        }

        if (!SilentGuards.IsEmpty)
            yield return $"Guards that refused nothing in this run, so that it says nothing about them: {string.Join(", ", SilentGuards)}";
        foreach (var path in Left) yield return $"Still there: {path}";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{Count(CaseOutcome.AsExpected)} of {Results.Length} cases as expected, {Count(CaseOutcome.Otherwise)} otherwise, "
                + $"{Count(CaseOutcome.Skipped)} not tried.");
    }

    private static string Expectation(Case one) => (one.ExpectsRefusal, one.Message) switch
    {
        (false, _) => "allowed",
        (true, null) => "denied",
        (true, { } message) => $"denied with '{message}'",
    };
}
