using System.Text.RegularExpressions;

namespace Infra.Tests.EndToEnd.Deployments;

/// <summary>The commands that a run says will help after an earlier one was killed.</summary>
internal static partial class PromisedCommands
{
    /// <summary>What stands in a command for what only a look at the provider tells.</summary>
    public const string Unknown = "<its ID>";

    /// <summary>Those of a run's output, in their order, each once.</summary>
    public static IEnumerable<string> Of(string text, string stack) => Commands().Matches(text)
        .Select(match => match.Value.Trim())
        // Running it again is what is done anyway.
        .Where(command => command != $"./build.sh up {stack}")
        .Distinct(StringComparer.Ordinal);

    /// <summary>The URN that an unknown ID in a command belongs to.</summary>
    public static string UrnOf(string command) => Urn().Match(command).Value;

    [GeneratedRegex(@"^ +(?:\./build\.sh|kubectl) .*$", RegexOptions.Multiline)]
    private static partial Regex Commands();

    [GeneratedRegex("urn:pulumi:[^']*")]
    private static partial Regex Urn();
}
