namespace Infra.Planning;

/// <summary>Who belongs to whom in a plan, and what comes before what.</summary>
public sealed class PlanOrder
{
    private readonly Dictionary<string, PlannedResource> _byUrn;
    private readonly ILookup<string, PlannedResource> _children;

    /// <summary>Takes note of parents and dependencies.</summary>
    public PlanOrder(Plan plan)
    {
        _byUrn = plan.Resources.ToDictionary(resource => resource.Urn, StringComparer.Ordinal);
        _children = plan.Resources.ToLookup(resource => resource.Parent, StringComparer.Ordinal);
    }

    /// <summary>A resource and all below it.</summary>
    public IEnumerable<PlannedResource> Family(PlannedResource head) => _children[head.Urn].SelectMany(Family).Prepend(head);

    /// <summary>The resources right below a resource's parent, itself among them.</summary>
    public IEnumerable<PlannedResource> Siblings(PlannedResource resource) => _children[resource.Parent];

    /// <summary>URNs of all that must be there before a resource: through dependencies, a component's children, and the provider.</summary>
    public HashSet<string> Before(PlannedResource resource)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<PlannedResource>([resource]);
        while (open.TryPop(out var next))
        {
            foreach (var earlier in DirectlyBefore(next).Where(earlier => found.Add(earlier.Urn)))
                open.Push(earlier);
        }

        return found;
    }

    /// <summary>What a resource itself waits for.</summary>
    public IEnumerable<PlannedResource> DirectlyBefore(PlannedResource resource) =>
        resource.DependsOn.Append(resource.Provider).OfType<string>().Select(urn => _byUrn[urn])
            .SelectMany(planned => planned.IsComponent ? Family(planned) : [planned]);
}
