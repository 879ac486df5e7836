using System.Collections.Immutable;
using Infra.Planning;

namespace Infra.Checks;

/// <summary>A plan's resources by whose they are, as checks need them.</summary>
public sealed class Inventory
{
    private readonly Dictionary<string, ImmutableArray<PlannedResource>> _families;
    private readonly Dictionary<string, PlannedTenant> _owners;

    /// <summary>Sorts a plan's resources.</summary>
    public Inventory(Plan plan)
    {
        Plan = plan;
        Order = new PlanOrder(plan);
        var components = plan.OfType(PlanQueries.Tenant).ToDictionary(component => component.Name, StringComparer.Ordinal);
        _families = plan.Tenants.ToDictionary(
            tenant => tenant.Name, tenant => Order.Family(components[tenant.Name]).ToImmutableArray(), StringComparer.Ordinal);
        _owners = plan.Tenants
            .SelectMany(tenant => _families[tenant.Name].Select(resource => (resource.Urn, Tenant: tenant)))
            .ToDictionary(pair => pair.Urn, pair => pair.Tenant, StringComparer.Ordinal);
        Configurations = NodeConfiguration.Of(plan);
    }

    /// <summary>The plan.</summary>
    public Plan Plan { get; }

    /// <summary>What comes before what.</summary>
    public PlanOrder Order { get; }

    /// <summary>What the plan writes on each node, by the node's name.</summary>
    public ImmutableDictionary<string, NodeConfiguration> Configurations { get; }

    /// <summary>The tenant whose component a resource lies below; null: it is the platform's.</summary>
    public PlannedTenant? OwnerOf(PlannedResource resource) => _owners.GetValueOrDefault(resource.Urn);

    /// <summary>A tenant's component, which stands for what is missing below it.</summary>
    public PlannedResource ComponentOf(PlannedTenant tenant) => _families[tenant.Name][0];

    /// <summary>A tenant's component and all below it.</summary>
    public ImmutableArray<PlannedResource> Of(PlannedTenant tenant) => _families[tenant.Name];

    /// <summary>A tenant's objects of a kind.</summary>
    public IEnumerable<PlannedResource> Of(PlannedTenant tenant, string kind) =>
        Of(tenant).Where(resource => resource.IsObject() && resource.Text("kind") == kind);

    /// <summary>The names of a tenant's namespaces.</summary>
    public IEnumerable<string> NamespacesOf(PlannedTenant tenant) => Of(tenant, "Namespace").Select(PlanQueries.ObjectName);
}
