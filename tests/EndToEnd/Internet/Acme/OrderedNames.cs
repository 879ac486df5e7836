using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Infra.Tests.EndToEnd.Internet.Acme;

/// <summary>The names of an order.</summary>
internal static partial class OrderedNames
{
    /// <summary>Reads them: without repetition, in lower case.</summary>
    /// <exception cref="AcmeProblem">One can't have a certificate.</exception>
    public static IReadOnlyList<string> Read(JsonObject payload)
    {
        var names = (payload["identifiers"] as JsonArray ?? []).Select(Name!).Distinct().Order(StringComparer.Ordinal).ToList();
        return names.Count > 0 ? names : throw AcmeProblem.Malformed("The order names nothing.");
    }

    private static string Name(JsonNode identifier)
    {
        if ((string?)identifier["type"] != "dns")
            throw new AcmeProblem("unsupportedIdentifier", $"'{identifier["type"]}' isn't supported: only dns.");
        var name = ((string?)identifier["value"] ?? "").ToLowerInvariant();
        if (name.StartsWith("*.", StringComparison.Ordinal))
            throw new AcmeProblem("rejectedIdentifier", $"'{name}' can't be proved with http-01, the only challenge here.");
        return Domain().IsMatch(name) && name.Length <= 253
            ? name
            : throw new AcmeProblem("rejectedIdentifier", $"'{name}' is no name of the Internet: write labels, with a dot between them.");
    }

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$")]
    private static partial Regex Domain();
}
