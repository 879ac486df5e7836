using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Infra.Comparing;

/// <summary>A command line that runs a script on a machine.</summary>
/// <param name="Script">What stands before the parameters.</param>
/// <param name="Parameters">What the script is told, by name, without the quotes.</param>
internal sealed partial record ScriptCall(string Script, ImmutableSortedDictionary<string, string> Parameters)
{
    private const string QuoteInQuotes = @"'\''";

    /// <summary>Reads a command line; null: it is none with parameters.</summary>
    public static ScriptCall? Read(string? line)
    {
        var matches = Parameter().Matches(line ?? "");
        return matches.Count == 0 ? null : new ScriptCall(
            line![..matches[0].Index],
            matches.GroupBy(match => match.Groups["name"].Value).ToImmutableSortedDictionary(
                match => match.Key,
                match => match.Last().Groups["value"].Value.Replace(QuoteInQuotes, "'", StringComparison.Ordinal),
                StringComparer.Ordinal));
    }

    /// <summary>A parameter's value; nothing where there is none.</summary>
    public string Value(string parameter) => Parameters.GetValueOrDefault(parameter, "");

    [GeneratedRegex(@" (?<name>[A-Z][A-Z0-9_]*)='(?<value>([^']|'\\'')*)'")]
    private static partial Regex Parameter();
}
