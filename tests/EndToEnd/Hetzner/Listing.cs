using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>Lists of resources: what is selected, in which order, and which page of it.</summary>
internal static class Listing
{
    private const int UsualSize = 25;
    private const int LargestSize = 50;

    private static readonly string[] Filters = ["name", "fingerprint", "ip", "architecture", "type", "status"];

    /// <summary>The page that a request asks for, of what it selects.</summary>
    public static ApiAnswer Of(string name, IEnumerable<JsonObject> rows, ApiRequest request)
    {
        foreach (var filter in Filters.Where(filter => !StringValues.IsNullOrEmpty(request.Query[filter])))
            rows = rows.Where(row => request.Query[filter].Contains((string?)row[filter]));
        if (request.Parameter("label_selector") is { } selector)
        {
            var selects = LabelSelector.Parse(selector);
            rows = rows.Where(row => row["labels"] is JsonObject labels && selects.Matches(Labels.Read(labels)));
        }

        return Page(name, [.. Sorted(rows, request)], request);
    }

    /// <summary>The page that a request asks for.</summary>
    public static ApiAnswer Page(string name, JsonObject[] rows, ApiRequest request)
    {
        var size = Math.Clamp(Number(request, "per_page", UsualSize), 1, LargestSize);
        var page = Math.Max(Number(request, "page", 1), 1);
        var last = Math.Max((rows.Length + size - 1) / size, 1);
        return new ApiAnswer(200, new JsonObject
        {
            [name] = new JsonArray([.. rows.Skip((page - 1) * size).Take(size)]),
            ["meta"] = new JsonObject
            {
                ["pagination"] = new JsonObject
                {
                    ["page"] = page,
                    ["per_page"] = size,
                    ["previous_page"] = page > 1 ? page - 1 : null,
                    ["next_page"] = page < last ? page + 1 : null,
                    ["last_page"] = last,
                    ["total_entries"] = rows.Length,
                },
            },
        });
    }

    // Only what clients sort by: names, and numbers otherwise.
    private static IEnumerable<JsonObject> Sorted(IEnumerable<JsonObject> rows, ApiRequest request)
    {
        var sorted = request.Parameter("sort")?.StartsWith("name", StringComparison.Ordinal) == true
            ? rows.OrderBy(row => (string?)row["name"], StringComparer.Ordinal)
            : rows.OrderBy(row => (long)row["id"]!);
        return request.Parameter("sort")?.EndsWith(":desc", StringComparison.Ordinal) == true ? sorted.Reverse() : sorted;
    }

    private static int Number(ApiRequest request, string parameter, int otherwise) =>
        request.Parameter(parameter) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw ApiError.Invalid(parameter, "must be a number");
}
