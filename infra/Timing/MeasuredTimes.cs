using System.Collections.Immutable;
using Infra.Deploying;

namespace Infra.Timing;

/// <summary>How long steps took in a deployment, by Pulumi's events. Their clock counts whole seconds.</summary>
internal static class MeasuredTimes
{
    private static readonly string[] Creations = ["create", "create-replacement"];

    /// <summary>The mean of each step that the deployment created something by, in seconds, rounded to tenths.</summary>
    public static ImmutableSortedDictionary<string, decimal> Of(IEnumerable<EngineEvent> events)
    {
        var begun = new Dictionary<string, long>(StringComparer.Ordinal);
        var took = new List<(string Step, long Seconds)>();
        foreach (var happened in events)
        {
            if (Creation(happened.ResourcePreEvent) is { Urn: { } begins })
                begun[begins] = happened.Timestamp;
            else if (Creation(happened.ResOutputsEvent) is { Urn: { } ends, Type: { } type } && begun.Remove(ends, out var start))
                took.Add((StepTimes.StepOf(type, Name(ends)), happened.Timestamp - start));
        }

        return took.GroupBy(step => step.Step).ToImmutableSortedDictionary(
            step => step.Key, step => Math.Round((decimal)step.Average(one => one.Seconds), 1), StringComparer.Ordinal);
    }

    private static string Name(string urn) => urn[(urn.LastIndexOf("::", StringComparison.Ordinal) + 2)..];

    // The preview before a deployment has the same events; and a component takes no time by itself.
    private static ResourceStep? Creation(ResourceEvent? happened) =>
        happened is { Planning: false, Metadata: { New.Custom: true, Op: { } op } step } && Creations.Contains(op) ? step : null;
}
