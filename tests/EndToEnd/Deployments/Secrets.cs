using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Infra.Tests.EndToEnd.Deployments;

/// <summary>The secrets of a stack, found in its state, as the parts of them that nobody else may see.</summary>
internal static partial class Secrets
{
    // What Pulumi marks a secret with.
    private const string Signature = "4dabf18193072939515e22adb298388d";
    private const int Shortest = 16;

    // What providers mark as a whole: all inputs of a chart, and the name of a file.
    private static readonly string[] MarkedAsAWhole = ["__inputs", "source"];

    /// <summary>All secrets of an exported state whose secrets are shown, with the resource that has each.</summary>
    public static ImmutableSortedDictionary<string, string> Of(JsonNode state) => Plaintexts(state, "the stack")
        .SelectMany(secret => Parts(secret.Text).Select(part => (Part: part, secret.Owner)))
        .DistinctBy(secret => secret.Part)
        .ToImmutableSortedDictionary(secret => secret.Part, secret => secret.Owner, StringComparer.Ordinal);

    private static IEnumerable<(string Text, string Owner)> Plaintexts(JsonNode? node, string owner) => node switch
    {
        JsonObject secret when secret.ContainsKey(Signature) =>
            secret["plaintext"] is { } text ? Texts(JsonNode.Parse(text.GetValue<string>())).Select(one => (one, owner)) : [],
        JsonObject map => map.Where(pair => !MarkedAsAWhole.Contains(pair.Key))
            .SelectMany(pair => Plaintexts(pair.Value, map["urn"]?.ToString() ?? owner)),
        JsonArray list => list.SelectMany(one => Plaintexts(one, owner)),
        _ => [],
    };

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        // A secret may hold another one, whose mark is no part of it.
        JsonObject map => map.Where(pair => pair.Key != Signature).SelectMany(pair => Texts(pair.Value)),
        JsonArray list => list.SelectMany(Texts),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    // Of a text with lines the secret is what stands for a key or a token; names and certificates are nobody's secret.
    private static IEnumerable<string> Parts(string text)
    {
        if (!text.Contains('\n', StringComparison.Ordinal))
            return text.Length >= Shortest && !text.Any(char.IsWhiteSpace) ? [text] : [];
        if (text.Contains("PRIVATE KEY", StringComparison.Ordinal))
            return text.Split('\n').Where(line => line.Length > 40 && !line.StartsWith("---", StringComparison.Ordinal)).Skip(1).Take(1);
        return KeyOrToken().Matches(text).Select(match => match.Groups[1].Value);
    }

    [GeneratedRegex(@"(?:client-key-data|token): ""?([^\s""]{16,})")]
    private static partial Regex KeyOrToken();
}
