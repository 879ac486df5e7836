using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Infra.Conformance;

/// <summary>
/// Gives whole words in an object other names, in keys and in texts: namespaces, nodes and labels that belong to one run alone. Expressions
/// of policies and messages of cases are texts like others, so that guards and cases go on to fit each other.
/// </summary>
/// <param name="names">New names by old ones.</param>
internal sealed class Renaming(ImmutableDictionary<string, string> names)
{
    private readonly Regex _words = new(
        $"(?<![A-Za-z0-9.-])(?:{string.Join('|', names.Keys.OrderByDescending(name => name.Length).Select(Regex.Escape))})(?![A-Za-z0-9-])",
        RegexOptions.CultureInvariant);

    /// <summary>A text with the new names.</summary>
    public string Text(string text) => _words.Replace(text, match => names[match.Value]);

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
