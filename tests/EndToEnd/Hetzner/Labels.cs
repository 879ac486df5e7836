using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>Labels of resources.</summary>
internal static partial class Labels
{
    private const string Reserved = "hetzner.cloud/";

    /// <summary>A request's labels; null if it has none.</summary>
    public static IReadOnlyDictionary<string, string>? Of(ApiRequest request) => request.Body["labels"] switch
    {
        null => null,
        JsonObject labels => Read(labels),
        _ => throw ApiError.Invalid("labels", "must be an object"),
    };

    /// <summary>Reads labels, and refuses what can't be one.</summary>
    public static IReadOnlyDictionary<string, string> Read(JsonObject labels)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, node) in labels)
        {
            var value = ApiRequest.TextOf(node, "labels");
            if (value is null || !Key().IsMatch(key) || !Value().IsMatch(value) || key.StartsWith(Reserved, StringComparison.Ordinal))
                throw ApiError.Invalid("labels", $"invalid label {key}={value}");
            read[key] = value;
        }

        return read;
    }

    /// <summary>Labels as the API shows them.</summary>
    public static JsonObject Show(IReadOnlyDictionary<string, string> labels) =>
        new(labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value)));

    [GeneratedRegex(@"^(([a-z0-9A-Z]([-a-z0-9A-Z.]{0,251}[a-z0-9A-Z])?)/)?[a-z0-9A-Z]([-_.a-z0-9A-Z]{0,61}[a-z0-9A-Z])?\z")]
    private static partial Regex Key();

    [GeneratedRegex(@"^([a-z0-9A-Z]([-_.a-z0-9A-Z]{0,61}[a-z0-9A-Z])?)?\z")]
    private static partial Regex Value();
}
