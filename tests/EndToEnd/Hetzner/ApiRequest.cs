using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>A request: where it goes and what it brings.</summary>
/// <param name="Method">The HTTP method, in capitals.</param>
/// <param name="Path">The path's steps below <c>/v1</c>.</param>
/// <param name="Query">The query's parameters.</param>
/// <param name="Body">The body; empty if there was none.</param>
internal sealed record ApiRequest(string Method, string[] Path, IQueryCollection Query, JsonObject Body)
{
    private const string Version = "v1";

    /// <summary>Reads a request.</summary>
    public static async Task<ApiRequest> ReadAsync(HttpRequest request)
    {
        var steps = (request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (steps is not [Version, .. var path])
            throw ApiError.NoSuchPath();
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync();
        return new ApiRequest(request.Method, path, request.Query, Parse(text));
    }

    /// <summary>A parameter of the query; null if it is missing or empty.</summary>
    public string? Parameter(string name) => Query[name].FirstOrDefault() is { Length: > 0 } value ? value : null;

    /// <summary>Whether the body has a value for a field.</summary>
    public bool Has(string field) => Body[field] is not null;

    /// <summary>A text of the body; null if it is missing.</summary>
    public string? Text(string field) => TextOf(Body[field], field);

    /// <summary>A text that the body must have.</summary>
    public string NeededText(string field) => Text(field) is { Length: > 0 } text ? text : throw ApiError.Invalid(field, "is missing");

    /// <summary>A number of the body, written as one or as a text; null if it is missing.</summary>
    public long? Number(string field) => Body[field] is { } value ? NumberOf(value, field) : null;

    /// <summary>A number that the body must have.</summary>
    public long NeededNumber(string field) => Number(field) ?? throw ApiError.Invalid(field, "is missing");

    /// <summary>A truth value of the body; null if it is missing.</summary>
    public bool? Flag(string field) => Body[field] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        _ => throw ApiError.Invalid(field, "must be true or false"),
    };

    /// <summary>The elements of a list of the body; none if it is missing.</summary>
    public IEnumerable<JsonNode> Items(string field) => Items(Body, field);

    /// <summary>The elements of an object's list; none if it is missing.</summary>
    public static IEnumerable<JsonNode> Items(JsonObject of, string field) => of[field] switch
    {
        null => [],
        JsonArray items => items.Select(item => item ?? throw ApiError.Invalid(field, "has an empty element")),
        _ => throw ApiError.Invalid(field, "must be a list"),
    };

    /// <summary>The number or name that a value is.</summary>
    public static string? TextOf(JsonNode? value, string field) => value?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number => value.ToJsonString(),
        _ => throw ApiError.Invalid(field, "must be a text"),
    };

    /// <summary>The number that a value is.</summary>
    public static long NumberOf(JsonNode? value, string field) =>
        long.TryParse(TextOf(value, field), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw ApiError.Invalid(field, "must be a number");

    private static JsonObject Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw new ApiError(400, "json_error", "an object is expected");
        }
        catch (JsonException exception)
        {
            throw new ApiError(400, "json_error", exception.Message);
        }
    }
}
