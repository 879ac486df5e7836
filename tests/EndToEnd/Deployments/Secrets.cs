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

    /// <summary>All secrets of an exported state whose secrets are shown.</summary>
    public static ImmutableHashSet<string> Of(JsonNode state) => [.. Plaintexts(state).SelectMany(Parts)];

    private static IEnumerable<string> Plaintexts(JsonNode? node) => node switch
    {
        JsonObject secret when secret.ContainsKey(Signature) =>
            secret["plaintext"] is { } text ? Texts(JsonNode.Parse(text.GetValue<string>())) : [],
        JsonObject map => map.SelectMany(pair => Plaintexts(pair.Value)),
        JsonArray list => list.SelectMany(Plaintexts),
        _ => [],
    };

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(pair => Texts(pair.Value)),
        JsonArray list => list.SelectMany(Texts),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    // Of a text with lines the secret is what stands for a key or a token; names and certificates are nobody's secret.
    private static IEnumerable<string> Parts(string text)
    {
        if (!text.Contains('\n', StringComparison.Ordinal))
            return text.Length >= Shortest && !text.Contains("BEGIN CERTIFICATE", StringComparison.Ordinal) ? [text] : [];
        if (text.Contains("PRIVATE KEY", StringComparison.Ordinal))
            return text.Split('\n').Where(line => line.Length > 40 && !line.StartsWith("---", StringComparison.Ordinal)).Skip(1).Take(1);
        return KeyOrToken().Matches(text).Select(match => match.Groups[1].Value);
    }

    [GeneratedRegex(@"(?:client-key-data|token): ""?([^\s""]{16,})")]
    private static partial Regex KeyOrToken();
}
