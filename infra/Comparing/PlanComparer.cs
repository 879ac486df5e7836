using System.Collections.Immutable;
using Infra.Planning;

namespace Infra.Comparing;

/// <summary>Compares two plans of a stack. A pure function.</summary>
public static class PlanComparer
{
    // Options, which stand beside the inputs.
    private const string Protection = "protect";
    private const string Provider = "provider";

    /// <summary>What would happen if the second plan were deployed where the first one is.</summary>
    public static PlanComparison Compare(Plan before, Plan after)
    {
        var (old, current) = (new DeploymentOrder(before), new DeploymentOrder(after));
        var predecessors = Predecessors(before, after);
        var kept = predecessors.Values.Select(resource => resource.Urn).ToHashSet(StringComparer.Ordinal);
        var come = after.Resources.OrderBy(current.StepOf).ThenBy(resource => resource.Urn, StringComparer.Ordinal);
        var gone = before.Resources.Where(resource => !kept.Contains(resource.Urn))
            .OrderByDescending(old.StepOf).ThenBy(resource => resource.Urn, StringComparer.Ordinal)
            .Select(resource => new ResourceChange(ChangeKind.Removed, resource, null, []));
        var standIns = new StandIns(before, after);
        return new PlanComparison(
            before, after, [.. Changes(come, predecessors).Select(change => Told(change, standIns)), .. gone], Scripts(before, after))
        {
            Ignored = IgnoredWish.Of(after, predecessors),
        };
    }

    /// <summary>A plan in which nothing is, to compare the first plan of a stack with.</summary>
    public static Plan Nothing(Plan of) => of with { Resources = [], Servers = [], Tenants = [], Hints = [], Scripts = of.Scripts };

    /// <summary>What each resource was before, by its present URN.</summary>
    private static Dictionary<string, PlannedResource> Predecessors(Plan before, Plan after)
    {
        var open = before.Resources.ToDictionary(resource => resource.Urn, StringComparer.Ordinal);
        var found = new Dictionary<string, PlannedResource>(StringComparer.Ordinal);
        foreach (var resource in after.Resources)
        {
            if (open.Remove(resource.Urn, out var same))
                found[resource.Urn] = same;
        }

        foreach (var resource in after.Resources.Where(resource => !found.ContainsKey(resource.Urn)))
        {
            if (resource.Aliases.FirstOrDefault(open.ContainsKey) is { } alias && open.Remove(alias, out var former))
                found[resource.Urn] = former;
        }

        return found;
    }

    // In the order of a deployment, so that whatever a resource follows has been decided on before.
    private static List<ResourceChange> Changes(IEnumerable<PlannedResource> resources, Dictionary<string, PlannedResource> predecessors)
    {
        var changes = new List<ResourceChange>();
        var known = new Dictionary<string, PlannedResource>(StringComparer.Ordinal);
        var replaced = new Replaced();
        foreach (var resource in resources)
        {
            known[resource.Urn] = resource;
            if (Change(resource, predecessors.GetValueOrDefault(resource.Urn), known, replaced) is not { } change)
                continue;
            changes.Add(change);
            replaced.Add(change);
        }

        return changes;
    }

    private static ResourceChange Told(ResourceChange change, StandIns standIns) => change with
    {
        Properties =
        [
            .. change.Properties.Select(property => property with
            {
                Before = standIns.In(property.Before),
                After = standIns.In(property.After),
            }),
        ],
    };

    private static ResourceChange? Change(
        PlannedResource after,
        PlannedResource? before,
        Dictionary<string, PlannedResource> known,
        Replaced replaced)
    {
        if (before is null)
            return new ResourceChange(ChangeKind.Added, null, after, []);
        var provider = after.Provider is { } urn ? known.GetValueOrDefault(urn) : null;
        ImmutableArray<PropertyChange> properties =
        [
            .. Properties(before, after, provider, replaced)
                .Where(property => !Ignores(after, property.Path))
                .Select(property => property with
                {
                    Forces = property.Forces || ReplacementRules.Replaces(after, provider, property.Path),
                }),
        ];
        if (properties.Any(property => property.Forces))
            return new ResourceChange(ChangeKind.Replaced, before, after, properties);
        if (!properties.IsEmpty)
            return new ResourceChange(ChangeKind.Changed, before, after, properties);
        return before.Urn == after.Urn ? null : new ResourceChange(ChangeKind.Moved, before, after, []);
    }

    private static IEnumerable<PropertyChange> Properties(
        PlannedResource before, PlannedResource after, PlannedResource? provider, Replaced replaced)
    {
        // The readable form is masked less, but where a deployment would bring the secret, it is masked, too.
        var different = ValueDifference.Between(
                before.Readable, after.Readable, PropertyPath.Root, path => ReplacementRules.IsUnordered(after, path))
            .Select(part => new PropertyChange(part.Path, part.Before, part.After, Forces: false))
            .ToList();
        if (before.Protect != after.Protect)
            different.Add(new PropertyChange(PropertyPath.Root.Member(Protection), before.Protect, after.Protect, Forces: false));
        // What a resource is known by stays the same in plans when it is replaced, and doesn't when it is deployed.
        var following = after.Follows
            .Select(use => (Path: PropertyPath.OfPlan(use.Key), Source: replaced.FirstOf(use.Value)))
            .Where(use => use.Source is not null && !different.Any(property => property.Path.IsBelow(use.Path)))
            .Select(use => new PropertyChange(use.Path, null, null, Forces: false, use.Source))
            .ToList();
        return different
            .Concat(following.Where(use => !following.Any(other => other != use && use.Path.IsBelow(other.Path))))
            .Concat(GoingFirst(before, after, provider, replaced).Where(input =>
                !different.Concat(following).Any(property => ReplacementRules.Replaces(after, provider, property.Path))))
            .Concat(ProviderChange(after, replaced));
    }

    // When something goes before its successor comes, the engine asks for each resource that was made from it what happens if the inputs
    // concerned, as a whole, become anything else. What would be replaced then goes first, too, though its inputs turn out to be the same.
    private static IEnumerable<PropertyChange> GoingFirst(
        PlannedResource before, PlannedResource after, PlannedResource? provider, Replaced replaced) =>
        from use in before.Uses
        let source = replaced.FirstOf(use.Value.Where(replaced.GoesFirst))
        let input = PropertyPath.Root.Member(PropertyPath.OfPlan(use.Key).Steps[0])
        where source is not null && ReplacementRules.Replaces(after, provider, input)
        group source by input into inputs
        select new PropertyChange(inputs.Key, null, null, Forces: true, inputs.First());

    // Another provider is another place.
    private static PropertyChange[] ProviderChange(PlannedResource after, Replaced replaced) =>
        after.Provider is { } urn && replaced.FirstOf([urn]) is { } provider
            ? [new PropertyChange(PropertyPath.Root.Member(Provider), null, null, Forces: true, provider)]
            : [];

    private static bool Ignores(PlannedResource resource, PropertyPath path) =>
        resource.IgnoreChanges.Any(pattern => path.IsBelow(PropertyPath.Parse(pattern)));

    private static ImmutableArray<ScriptChange>? Scripts(Plan before, Plan after)
    {
        if (before.Scripts.IsEmpty || after.Scripts.IsEmpty)
            return null;
        return
        [
            .. before.Scripts.Keys.Union(after.Scripts.Keys).Order(StringComparer.Ordinal)
                .Where(name => before.Scripts.GetValueOrDefault(name) != after.Scripts.GetValueOrDefault(name))
                .Select(name => Script(name, before.Scripts.GetValueOrDefault(name), after.Scripts.GetValueOrDefault(name))),
        ];
    }

    private static ScriptChange Script(string name, string? before, string? after) => (before, after) switch
    {
        (null, _) => new ScriptChange(name, ChangeKind.Added, []),
        (_, null) => new ScriptChange(name, ChangeKind.Removed, []),
        _ => new ScriptChange(name, ChangeKind.Changed, TextDifference.Lines(before, after)),
    };
}
