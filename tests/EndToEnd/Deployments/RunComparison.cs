using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Tests.EndToEnd.Suite;

namespace Infra.Tests.EndToEnd.Deployments;

/// <summary>Compares what <c>plan --against</c> says of a change with what a run did, by the numbers at the end of its output.</summary>
internal static partial class RunComparison
{
    private static readonly ImmutableSortedDictionary<string, string> Words = ImmutableSortedDictionary.CreateRange(
    [
        KeyValuePair.Create("created", "added"), KeyValuePair.Create("updated", "changed"),
        KeyValuePair.Create("deleted", "removed"), KeyValuePair.Create("replaced", "replaced"),
    ]);

    /// <summary>Fails where the run changed another number of resources than the plan said, of any kind of change.</summary>
    public static void MustHaveDone(IReadOnlyDictionary<string, string> plan, Run run)
    {
        var planned = Text(plan.Values.GroupBy(kind => kind).ToDictionary(kind => kind.Key, kind => kind.Count()));
        var done = Text(Summary().Matches(run.Output).ToDictionary(
            line => Words[line.Groups[2].Value], line => int.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture)));
        if (planned != done)
            throw new StoryFailedException($"The plan says {planned}, the run did {done} ({run.Log}).");
    }

    private static string Text(Dictionary<string, int> counts) => string.Join(", ", counts
        .OrderBy(count => count.Key, StringComparer.Ordinal)
        .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {count.Key}")));

    [GeneratedRegex(@"^ +[-+~]+ ?([0-9]+) (created|updated|deleted|replaced)$", RegexOptions.Multiline)]
    private static partial Regex Summary();
}
