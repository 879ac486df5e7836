using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Infra.Conformance;

/// <summary>
/// Gives whole words in an object a prefix, in keys and in texts: namespaces, nodes and labels that belong to one run alone. Expressions of
/// policies and messages of cases are texts like others, so that guards and cases go on to fit each other. Names are alike whatever their
/// case, as in DNS, and a word goes on to be written as it was.
/// </summary>
/// <param name="prefixes">The prefix of each word.</param>
internal sealed class Renaming(ImmutableDictionary<string, string> prefixes)
{
    private readonly ImmutableDictionary<string, string> _prefixes = prefixes.WithComparers(StringComparer.OrdinalIgnoreCase);

    private readonly Regex _words = new(
        $"(?<![a-z0-9.-])(?:{string.Join('|', prefixes.Keys.OrderByDescending(word => word.Length).Select(Regex.Escape))})(?![a-z0-9-])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>A text with the new names.</summary>
    public string Text(string text) => _words.Replace(text, match => _prefixes[match.Value] + match.Value);

    /// <summary>An object with the new names.</summary>
    public JsonObject Object(JsonObject map) => new(map.Select(entry => KeyValuePair.Create(Text(entry.Key), Value(entry.Value))));

    private JsonNode? Value(JsonNode? value) => value switch
    {
        JsonObject map => Object(map),
        JsonArray list => new JsonArray([.. list.Select(Value)]),
        JsonValue text when text.TryGetValue<string>(out var words) => JsonValue.Create(Text(words)),
        _ => value?.DeepClone(),
    };
}
