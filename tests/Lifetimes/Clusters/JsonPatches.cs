using System.Text.Json.Nodes;
using Infra.Tests.Lifetimes.Expressions;

namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>What mutating policies do to an object: additions (RFC 6902).</summary>
internal static class JsonPatches
{
    /// <summary>An object with additions.</summary>
    public static JsonObject Apply(JsonObject body, IEnumerable<object?> patches)
    {
        var changed = body.DeepClone().AsObject();
        foreach (var patch in patches.Cast<IReadOnlyDictionary<string, object?>>())
        {
            if (patch["op"] is not "add") throw new NotSupportedException($"JSON patch with {patch["op"]}");
            var steps = ((string)patch["path"]!).Split('/')[1..].Select(step => step.Replace("~1", "/").Replace("~0", "~")).ToArray();
            var place = steps[..^1].Aggregate((JsonNode)changed, (node, step) => node[step] ?? throw new ExpressionException($"no {step}"));
            if (place is JsonArray list) list.Add(Values.Json(patch["value"]));
            else place[steps[^1]] = Values.Json(patch["value"]);
        }

        return changed;
    }
}
