using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Infra.Tests.EndToEnd.Internet.Charts;

/// <summary>
/// Schemas at GitHub that charts' own schemas refer to: F5's to Kubernetes' definitions. What is referred to is there, and accepts
/// anything. Put after <see cref="RawFiles"/>, which may have the real ones.
/// </summary>
internal sealed class ReferencedSchemas : IPart
{
    private readonly Dictionary<string, JsonObject> _schemas = new(StringComparer.Ordinal);

    /// <param name="folder">Packed charts, <c>*.tgz</c>.</param>
    public ReferencedSchemas(string folder)
    {
        foreach (var schema in ChartArchive.ReadAll(folder).Select(chart => chart.ReadText("values.schema.json")))
        {
            if (schema is not null)
                Collect(JsonNode.Parse(schema));
        }
    }

    public async Task<bool> TryAnswerAsync(HttpContext context)
    {
        if (context.Request.Host.Host != GitHub.Raw || !_schemas.TryGetValue(context.Request.Path.Value!, out var schema))
            return false;
        await TypedResults.Text(schema.ToJsonString(), "text/plain").ExecuteAsync(context);
        return true;
    }

    private void Collect(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
                Collect(item);
        }
        else if (node is JsonObject schema)
        {
            if (schema["$ref"] is JsonValue value && value.TryGetValue(out string? reference))
                Define(reference);
            foreach (var (_, member) in schema)
                Collect(member);
        }
    }

    // An empty schema accepts anything; so does one whose properties are empty schemas.
    private void Define(string reference)
    {
        if (!Uri.TryCreate(reference, UriKind.Absolute, out var url) || url.Host != GitHub.Raw)
            return;
        if (!_schemas.TryGetValue(url.AbsolutePath, out var step))
            _schemas.Add(url.AbsolutePath, step = []);
        foreach (var name in url.Fragment.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Unescape))
        {
            if (step[name] is not JsonObject next)
                step[name] = next = [];
            step = next;
        }
    }

    // https://datatracker.ietf.org/doc/html/rfc6901#section-4
    private static string Unescape(string step) => Uri.UnescapeDataString(step)
        .Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
