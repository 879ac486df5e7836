using System.Text.RegularExpressions;

namespace Infra.Tests.EndToEnd.Deployments;

/// <summary>The commands that a run which failed says will help.</summary>
internal static partial class PromisedCommands
{
    /// <summary>Those of a run's output, in their order, each once.</summary>
    public static IEnumerable<string> Of(string text, string stack) => Commands().Matches(text)
        .Select(match => match.Value.Trim())
        // Running it again is what is done anyway.
        .Where(command => !command.StartsWith($"./build.sh up {stack}", StringComparison.Ordinal))
        .Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"^ +(?:\./build\.sh|kubectl|pulumi|ssh) .*$", RegexOptions.Multiline)]
    private static partial Regex Commands();
}
