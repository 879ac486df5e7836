using System.Collections.Immutable;

namespace Infra.Stacks.Settings;

/// <summary>The settings are wrong. The message lists the first problems, one a line, and is meant to be shown as it is.</summary>
/// <param name="problems">What is wrong, in the order in which it stands in the settings; at least one.</param>
public sealed class SettingsException(ImmutableArray<SettingsProblem> problems) : Exception(Describe(problems))
{
    /// <summary>The most problems that the message lists.</summary>
    public const int MostShown = 20;

    /// <summary>What is wrong, in the order in which it stands in the settings.</summary>
    public ImmutableArray<SettingsProblem> Problems { get; } = problems;

    private static string Describe(ImmutableArray<SettingsProblem> problems)
    {
        var count = problems.Length == 1 ? "The settings have 1 problem:" : $"The settings have {problems.Length} problems:";
        var lines = problems.Take(MostShown).Select(problem => problem.ToString()).Prepend(count);
        var more = problems.Length - MostShown;
        return string.Join('\n', more > 0 ? lines.Append($"… and {more} more; fix these first.") : lines);
    }
}
