using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Rendering;

namespace Infra.Verifying.Reports;

/// <summary>Results for programs. The same results give the same bytes.</summary>
internal static class ResultJson
{
    /// <summary>The document's text.</summary>
    public static string Render(string stack, ImmutableArray<LiveResult> results) => PlanDocument.Text(new JsonObject
    {
        ["stack"] = stack,
        ["checks"] = new JsonArray([.. results.Select(Result)]),
    });

    private static JsonObject Result(LiveResult result) => new()
    {
        ["id"] = result.Check.Id,
        ["group"] = result.Check.Group,
        ["title"] = result.Check.Title,
        ["result"] = result.Verdict.ToString().ToLowerInvariant(),
        ["places"] = result.Places,
        ["benchmarks"] = new JsonArray([.. result.Check.Benchmarks.Select(id => (JsonNode)id)]),
        ["observations"] = new JsonArray([.. result.Observations.Select(Observation)]),
    };

    private static JsonObject Observation(Observation seen)
    {
        var json = new JsonObject
        {
            ["kind"] = seen.GetType().Name.ToLowerInvariant(),
            ["where"] = seen.Where,
            ["text"] = seen.Text,
        };
        if (seen is Fault fault) json["fix"] = fault.Fix;
        return json;
    }
}
