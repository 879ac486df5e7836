using System.Collections.Immutable;
using Infra.Planning;

namespace Infra.Tests.Lifetimes.Engines;

/// <summary>What a plan registers, with all that each resource waits for.</summary>
internal sealed class Registrations
{
    private readonly Dictionary<string, ImmutableArray<string>> _before;
    private readonly Dictionary<string, PlannedResource> _byUrn;
    private readonly Dictionary<string, string> _formerly;
    private readonly ILookup<string, PlannedResource> _after;

    /// <summary>Reads a plan.</summary>
    public Registrations(Plan plan)
    {
        Plan = plan;
        var order = new PlanOrder(plan);
        _byUrn = plan.Resources.ToDictionary(resource => resource.Urn, StringComparer.Ordinal);
        _before = plan.Resources.ToDictionary(
            resource => resource.Urn,
            resource => order.DirectlyBefore(resource).Select(earlier => earlier.Urn)
                .Append(resource.Parent).Append(resource.DeletedWith).OfType<string>()
                .Where(_byUrn.ContainsKey).Distinct().ToImmutableArray(),
            StringComparer.Ordinal);
        _after = plan.Resources.SelectMany(resource => _before[resource.Urn].Select(earlier => (earlier, resource)))
            .ToLookup(pair => pair.earlier, pair => pair.resource, StringComparer.Ordinal);
        _formerly = plan.Resources.SelectMany(resource => resource.Aliases.Select(alias => (alias, resource.Urn)))
            .DistinctBy(pair => pair.alias).ToDictionary(pair => pair.alias, pair => pair.Urn, StringComparer.Ordinal);
    }

    /// <summary>The plan.</summary>
    public Plan Plan { get; }

    /// <summary>What the state knows a resource's dependencies by: explicit ones, a component's children, provider, parent.</summary>
    public ImmutableArray<string> Before(PlannedResource resource) => _before[resource.Urn];

    /// <summary>The resource of a URN; null: there is none.</summary>
    public PlannedResource? Find(string? urn) => urn is null ? null : _byUrn.GetValueOrDefault(urn);

    /// <summary>The resource that goes on for one of the state, perhaps under another URN; null: it is removed.</summary>
    public PlannedResource? Successor(string urn) => Find(urn) ?? Find(_formerly.GetValueOrDefault(urn));

    /// <summary>All resources, each behind what it waits for, and as far as that allows in an order.</summary>
    public List<PlannedResource> InOrder(DeploymentOrder order)
    {
        var open = Plan.Resources.ToDictionary(resource => resource.Urn, resource => _before[resource.Urn].Length, StringComparer.Ordinal);
        var ready = new PriorityQueue<PlannedResource, int>();
        foreach (var resource in Plan.Resources.Where(resource => open[resource.Urn] == 0))
            ready.Enqueue(resource, order.Of(resource.Urn));
        var sorted = new List<PlannedResource>(Plan.Resources.Length);
        while (ready.TryDequeue(out var next, out _))
        {
            sorted.Add(next);
            foreach (var later in _after[next.Urn])
            {
                if (--open[later.Urn] == 0) ready.Enqueue(later, order.Of(later.Urn));
            }
        }

        return sorted.Count == Plan.Resources.Length
            ? sorted
            : throw new InvalidOperationException("These wait for each other: "
                + string.Join(", ", open.Where(left => left.Value > 0).Select(left => left.Key)));
    }
}
