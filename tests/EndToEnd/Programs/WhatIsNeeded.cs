using System.Collections.Immutable;
using Infra.Tests.EndToEnd.Suite;

namespace Infra.Tests.EndToEnd.Programs;

/// <summary>Says what programs the suite needs, and how they are had.</summary>
internal static class WhatIsNeeded
{
    /// <summary>A few lines.</summary>
    public static IEnumerable<string> Of(ProgramsFolder programs, IEnumerable<Scenario> scenarios)
    {
        var missing = scenarios.SelectMany(scenario => programs.Missing(scenario.Needs)).Distinct().ToImmutableArray();
        yield return $"The end-to-end suite runs real programs, and {programs.Path} lacks {missing.Length} of their files:";
        foreach (var folder in missing.GroupBy(file => file[..(file.LastIndexOf('/') + 1)]))
        {
            var files = folder.Key == folder.First() ? "*" : string.Join(' ', folder.Select(file => file[folder.Key.Length..]));
            yield return $"  {folder.Key}{files}";
        }
        yield return ProgramsFolder.IsNamed
            ? "E2E_PROGRAMS names that folder; docs/end-to-end.md says what belongs into it."
            : "'./build.sh fetch --programs' brings them; or name a folder that has them by E2E_PROGRAMS (docs/end-to-end.md).";
    }
}
