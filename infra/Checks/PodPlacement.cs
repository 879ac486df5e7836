using System.Text.Json.Nodes;
using Infra.Planning;

namespace Infra.Checks;

/// <summary>Where the pods of a workload may run, as its resource says it.</summary>
/// <param name="Path">Where in the resource it says so: names and indexes, joined with <c>/</c>.</param>
/// <param name="Selector">The node selector, if there is one.</param>
/// <param name="Tolerations">The tolerations, if there are any.</param>
internal sealed record PodPlacement(string Path, JsonNode? Selector, JsonNode? Tolerations)
{
    private const string Solver = "http01";

    /// <summary>
    /// What a resource says of pods: at each place in a chart's values where a selector or tolerations stand, in each pod template, and for
    /// each solver of an issuer. A release or solver that says nothing has one placement, without anything.
    /// </summary>
    public static IEnumerable<PodPlacement> Of(PlannedResource resource)
    {
        if (resource.Type != PlanQueries.Release) return Within(resource.Inputs, "");
        var placements = Within(resource.At("values"), "").ToList();
        return placements.Count > 0 ? placements : [new PodPlacement("", null, null)];
    }

    private static IEnumerable<PodPlacement> Within(JsonNode? node, string path) => node switch
    {
        JsonObject map => Parts(map, path),
        JsonArray list => list.SelectMany((item, index) => Within(item, $"{path}/{index}")),
        _ => [],
    };

    private static IEnumerable<PodPlacement> Parts(JsonObject map, string path)
    {
        if (map.ContainsKey("nodeSelector") || map.ContainsKey("tolerations") || map.ContainsKey("containers"))
            yield return new PodPlacement(path, map["nodeSelector"], map["tolerations"]);
        foreach (var (name, value) in map)
        {
            var found = Within(value, path.Length == 0 ? name : $"{path}/{name}").ToList();
            if (name == Solver && found.Count == 0) found.Add(new PodPlacement($"{path}/{name}", null, null));
            foreach (var placement in found) yield return placement;
        }
    }
}
