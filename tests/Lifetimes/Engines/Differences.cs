using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Infra.Comparing;
using Infra.Planning;

namespace Infra.Tests.Lifetimes.Engines;

/// <summary>What a run has to do about a resource.</summary>
internal enum Operation
{
    /// <summary>Nothing.</summary>
    Same,

    /// <summary>It isn't there yet.</summary>
    Create,

    /// <summary>It is changed where it is.</summary>
    Update,

    /// <summary>Another one takes its place.</summary>
    Replace,
}

/// <summary>Compares what the state has with what is registered, by the program's own knowledge of what providers replace.</summary>
internal static class Differences
{
    // Compared once: the same two resources meet in many runs.
    private static readonly ConditionalWeakTable<PlannedResource, ConditionalWeakTable<PlannedResource, PropertyChanges>> Known = [];

    /// <summary>What is to be done.</summary>
    /// <param name="entry">What the state has; null: nothing.</param>
    /// <param name="after">What is registered.</param>
    /// <param name="provider">Its explicit provider.</param>
    /// <param name="ids">The ids of what its inputs are made from.</param>
    public static Operation Of(StateEntry? entry, PlannedResource after, PlannedResource? provider, Func<string, int> ids)
    {
        if (entry is null) return Operation.Create;
        if (after.IsComponent) return Operation.Same;
        var own = ReferenceEquals(entry.Resource, after) ? PropertyChanges.None : Own(entry.Resource, after, provider);
        var others = after.Uses
            .Where(use => use.Value.Any(urn => entry.Used.TryGetValue(urn, out var id) && id != ids(urn) && Tells(urn, use.Key)))
            .Select(use => PropertyPath.OfPlan(use.Key))
            .Where(path => !after.IgnoreChanges.Any(pattern => path.IsBelow(PropertyPath.Parse(pattern)))).ToList();
        return own.Replace || others.Exists(path => ReplacementRules.Replaces(after, provider, path)) ? Operation.Replace
            : own.Any || others.Count > 0 || entry.Drifted ? Operation.Update
            : Operation.Same;
    }

    /// <summary>Whether a resource would be replaced if another one became another thing.</summary>
    public static bool FollowsReplacement(PlannedResource resource, PlannedResource? provider, string urn) => resource.Uses
        .Any(use => use.Value.Contains(urn) && ReplacementRules.Replaces(resource, provider, PropertyPath.OfPlan(use.Key)));

    // An object's name in the cluster, and what a command prints, is the same of its successor; an id, an address or a key isn't.
    private static bool Tells(string urn, string path) => path.StartsWith("triggers", StringComparison.Ordinal)
        || urn.Split("::")[2].Split('$')[^1].Split(':')[0] is not ("kubernetes" or "command");

    private static PropertyChanges Own(PlannedResource before, PlannedResource after, PlannedResource? provider) =>
        Known.GetOrCreateValue(before).GetValue(after, _ =>
        {
            var providers = provider is null ? ImmutableArray<PlannedResource>.Empty : [provider];
            var change = PlanComparer.Compare(Plan(before, providers), Plan(after, providers)).Changes
                .SingleOrDefault(change => (change.After ?? change.Before)!.Urn == after.Urn);
            return change is null || change.Kind == ChangeKind.Moved ? PropertyChanges.None
                : new PropertyChanges(Any: true, change.Kind == ChangeKind.Replaced);
        });

    private static Plan Plan(PlannedResource resource, ImmutableArray<PlannedResource> providers) => new(
        "infra",
        "compared",
        [resource with { DependsOn = [] }, .. providers.Select(one => one with { DependsOn = [], Provider = null })],
        [],
        [],
        []);

    private sealed record PropertyChanges(bool Any, bool Replace)
    {
        public static readonly PropertyChanges None = new(false, false);
    }
}
