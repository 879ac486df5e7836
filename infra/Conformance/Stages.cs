using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Planning;

namespace Infra.Conformance;

/// <summary>
/// Spreads cases over stages. Each is the whole scene that cases play in, with namespaces and nodes of its own, since one finds an object
/// as another can't have it.
/// </summary>
internal static class Stages
{
    /// <summary>The stage of each case; the first is 1.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="scenery">Objects that are on every stage, as cases name them.</param>
    public static ImmutableArray<(Case Case, int Stage)> Assign(IEnumerable<Case> cases, IEnumerable<JsonObject> scenery)
    {
        var given = scenery.Select(Key).ToHashSet();
        var stages = new List<Dictionary<string, JsonObject?>>();
        var assigned = ImmutableArray.CreateBuilder<(Case, int)>();
        foreach (var one in cases)
        {
            var before = Before(one);
            var key = Key(before ?? one.Subject);
            var stage = stages.FindIndex(found => given.Contains(key) || !found.TryGetValue(key, out var other)
                || JsonNode.DeepEquals(other, before));
            if (stage < 0)
            {
                stages.Add([]);
                stage = stages.Count - 1;
            }

            stages[stage][key] = before;
            assigned.Add((one, stage + 1));
        }

        return assigned.ToImmutable();
    }

    /// <summary>What must be there before a case; null: nothing of that name may be.</summary>
    public static JsonObject? Before(Case one) => one switch
    {
        { OldObject: { } old } => old,
        // Parts of objects that the case doesn't show.
        { Subresource: not null, Resource: "pods" } => Parent("Pod", one, new()
        {
            ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "web", ["image"] = "web" }) },
        }),
        { Subresource: not null, Resource: "serviceaccounts" } => Parent("ServiceAccount", one, []),
        _ => null,
    };

    private static JsonObject Parent(string kind, Case one, JsonObject rest)
    {
        rest["apiVersion"] = "v1";
        rest["kind"] = kind;
        rest["metadata"] = new JsonObject { ["name"] = one.ObjectName, ["namespace"] = one.Namespace };
        return rest;
    }

    /// <summary>What tells objects apart: kind, namespace and name.</summary>
    public static string Key(JsonObject thing) =>
        string.Join('/', PlannedGuards.Kind(thing), thing.At("metadata", "namespace"), thing.At("metadata", "name"));
}
