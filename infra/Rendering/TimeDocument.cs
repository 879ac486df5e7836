using System.Text.Json.Nodes;
using Infra.Timing;

namespace Infra.Rendering;

/// <summary>How long the first deployment takes, in <c>plan.json</c>.</summary>
public static class TimeDocument
{
    /// <summary>The member. Seconds throughout.</summary>
    public static JsonObject Of(DeploymentTime time, StepTimes times) => new()
    {
        ["seconds"] = time.Seconds,
        ["resources"] = time.Resources,
        ["engine"] = time.Engine,
        ["whole"] = time.Whole,
        ["chain"] = new JsonArray([.. time.Chain.Select(step => new JsonObject
        {
            ["resource"] = step.Resource.Urn,
            ["step"] = step.Step,
            ["seconds"] = step.Seconds,
            ["done"] = step.Done,
        })]),
        ["steps"] = new JsonObject(times.Seconds.Select(step => KeyValuePair.Create(step.Key, (JsonNode?)JsonValue.Create(step.Value)))),
    };
}
