using Infra.Planning;

namespace Infra.Comparing;

/// <summary>How late in a deployment a resource comes: behind all that it depends on.</summary>
internal sealed class DeploymentOrder
{
    private readonly PlanOrder _order;
    private readonly Dictionary<string, int> _steps = new(StringComparer.Ordinal);

    /// <summary>Finds the step of every resource of a plan.</summary>
    public DeploymentOrder(Plan plan)
    {
        _order = new PlanOrder(plan);
        foreach (var resource in plan.Resources)
            StepOf(resource);
    }

    /// <summary>The number of the step in which a resource comes, from 0.</summary>
    public int StepOf(PlannedResource resource)
    {
        if (_steps.TryGetValue(resource.Urn, out var known))
            return known;
        // A plan that somebody wrote by hand may go in circles.
        _steps[resource.Urn] = 0;
        return _steps[resource.Urn] = _order.DirectlyBefore(resource).Select(StepOf).DefaultIfEmpty(-1).Max() + 1;
    }
}
