using System.Text.RegularExpressions;

namespace Infra.Tests.EndToEnd.Deployments;

/// <summary>What a run says will help after an earlier one was killed.</summary>
internal static partial class PromisedCommands
{
    /// <summary>Its commands, in their order, each once.</summary>
    public static IEnumerable<string> Of(string text, string stack) => Commands().Matches(text)
        .Select(match => match.Value.Trim())
        // Running it again is what is done anyway.
        .Where(command => command != $"./build.sh up {stack}")
        .Distinct(StringComparer.Ordinal);

    /// <summary>The URNs of what is to be deleted at the provider, if it is there.</summary>
    public static IEnumerable<string> ToDelete(string text) => text.Contains("is new and unused: delete it.", StringComparison.Ordinal)
        ? Urns().Matches(text).Select(match => match.Value.Trim()).Distinct(StringComparer.Ordinal)
        : [];

    [GeneratedRegex(@"^ +(?:\./build\.sh|kubectl) .*$", RegexOptions.Multiline)]
    private static partial Regex Commands();

    [GeneratedRegex("^  urn:pulumi:.*$", RegexOptions.Multiline)]
    private static partial Regex Urns();
}
