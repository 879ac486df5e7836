using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Comparing;

namespace Infra.Rendering;

/// <summary>Values in one line.</summary>
internal static partial class PropertyText
{
    private const int Short = 60;
    private const int Longest = 200;

    /// <summary>A value; nothing is <c>-</c>.</summary>
    public static string Of(JsonNode? node) => node switch
    {
        null => "-",
        JsonValue value when value.TryGetValue<string>(out var text) =>
            Cut(text.Length == 0 ? "\"\"" : text.Replace("\n", "\\n", StringComparison.Ordinal)),
        _ => Cut(PlanDocument.Line(node)),
    };

    /// <summary>What differs between two texts of one line: all, where they are short; else the words that do.</summary>
    public static IEnumerable<string> Differences(string before, string after) =>
        before.Length <= Short && after.Length <= Short && Script(before, after) is null
            ? [$"{Of(before)} → {Of(after)}"]
            : TextDifference.Words(before.TrimEnd('\n'), after.TrimEnd('\n')).Select(pair =>
                Script(pair.Before, pair.After) ?? Parameter(pair.Before, pair.After)
                ?? $"{Of(Null(Bare(pair.Before)))} → {Of(Null(Bare(pair.After)))}");

    // What a script is told: NAME='value'.
    private static string? Parameter(string before, string after)
    {
        var (old, current) = (Assignment().Match(before), Assignment().Match(after));
        return old.Success && current.Success && old.Groups["name"].Value == current.Groups["name"].Value
            ? $"{current.Groups["name"].Value} {Of(Null(old.Groups["value"].Value))} → {Of(Null(current.Groups["value"].Value))}"
            : null;
    }


    // Scripts are named by their content, so that another text is another word.
    private static string? Script(string before, string after)
    {
        var (old, current) = (Address().Match(before), Address().Match(after));
        if (!old.Success || !current.Success || old.Groups["name"].Value != current.Groups["name"].Value)
            return null;
        var name = current.Groups["name"].Value;
        return name == "scripts" ? "another version of the scripts" : $"another version of the script {name}";
    }

    // A list of words in quotes was split at its spaces.
    private static string Bare(string word) => word.Trim('\'');

    private static JsonNode? Null(string text) => text.Length == 0 ? null : text;

    private static string Cut(string text) => text.Length <= Longest ? text : $"{text[..Longest]}…";

    [GeneratedRegex(@"\A(?<name>[A-Z][A-Z0-9_]*)='(?<value>[^']*)'\z")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\A(/usr/local/lib/infra/scripts/|\.infra-)(?<name>[a-z0-9-]+)-[0-9a-f]{12}\z")]
    private static partial Regex Address();
}
