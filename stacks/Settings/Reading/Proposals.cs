using System.Collections.Immutable;
using Infra.Components.Grammars;

namespace Infra.Stacks.Settings.Reading;

/// <summary>Finds out which proposals would be taken, by reading the settings with them.</summary>
internal static class Proposals
{
    private const int MostRounds = 4;

    /// <summary>What to do about what is wrong, by position, so that nothing is proposed that would be refused.</summary>
    /// <param name="findings">What is wrong.</param>
    /// <param name="read">What is wrong when these texts stand at these positions.</param>
    public static IReadOnlyDictionary<int, string> Try(Findings findings, Func<IReadOnlyDictionary<int, string>, Findings> read)
    {
        var open = findings.Proposing.ToList();
        var proposed = open.ToDictionary(finding => finding.Place.Position, finding => finding.Proposal!);
        var used = proposed.Values.Select(proposal => proposal.Text).ToHashSet(StringComparer.Ordinal);
        for (var round = 1; proposed.Count > 0; round++)
        {
            var tried = read(proposed.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.Text));
            var refused = open.Where(finding => proposed.ContainsKey(finding.Place.Position) && tried.Concern(finding.Place)).ToList();
            if (refused.Count == 0) break;
            foreach (var finding in refused)
            {
                if (round < MostRounds && Another(finding.Proposal!, used) is { } other) proposed[finding.Place.Position] = other;
                else proposed.Remove(finding.Place.Position);
            }
        }

        return open.ToDictionary(
            finding => finding.Place.Position,
            finding => proposed.GetValueOrDefault(finding.Place.Position)?.Fix ?? finding.Proposal!.Otherwise);
    }

    private static Proposal? Another(Proposal proposal, HashSet<string> used)
    {
        if (proposal.Numbered is not { } numbered) return null;
        var number = 2;
        while (!used.Add(numbered(number))) number++;
        return proposal with { Text = numbered(number) };
    }
}
