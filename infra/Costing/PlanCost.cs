using System.Collections.Immutable;
using Infra.Planning;
using Infra.Stacks.Providers;
using Infra.Stacks.Providers.Pricing;

namespace Infra.Costing;

/// <summary>What a plan costs per month, net.</summary>
/// <param name="Prices">By which list.</param>
/// <param name="Shared">What belongs to no tenant: the control plane.</param>
/// <param name="Tenants">Each tenant's part, in the plan's order.</param>
public sealed record PlanCost(ProviderPrices Prices, CostSum Shared, ImmutableArray<(string Name, CostSum Cost)> Tenants)
{
    /// <summary>All of it.</summary>
    public CostSum Total => new([.. Shared.Lines, .. Tenants.SelectMany(tenant => tenant.Cost.Lines)]);

    /// <summary>Other ways to serve the same tenants: a cluster for each, a load balancer for each. None without tenants.</summary>
    public ImmutableArray<Alternative> Alternatives => Tenants.IsEmpty ? [] : [ClusterEach(), LoadBalancerEach()];

    /// <summary>Adds a plan up. Null: nothing in it has a price, as with machines that exist.</summary>
    public static PlanCost? Of(Plan plan) =>
        NodeProviders.All.Select(provider => provider.Prices).OfType<ProviderPrices>()
            .Select(prices => Of(plan, prices)).FirstOrDefault(cost => !cost.Total.Lines.IsEmpty);

    private static PlanCost Of(Plan plan, ProviderPrices prices)
    {
        var order = new PlanOrder(plan);
        var owners = plan.OfType(PlanQueries.Tenant)
            .SelectMany(tenant => order.Family(tenant).Select(resource => (resource.Urn, Tenant: tenant.Name)))
            .ToDictionary(owned => owned.Urn, owned => owned.Tenant, StringComparer.Ordinal);
        var lines = plan.Resources
            .Select(resource => (Resource: resource, Charge: prices.Of(resource)))
            .Where(charged => charged.Charge is not null)
            .Select(charged => new CostLine(
                owners.GetValueOrDefault(charged.Resource.Urn), charged.Resource, charged.Charge!, prices.List.Of(charged.Charge!)))
            .ToLookup(line => line.Tenant ?? "");
        return new PlanCost(
            prices,
            new([.. lines[""]]),
            [.. plan.Tenants.Select(tenant => (tenant.Name, new CostSum([.. lines[tenant.Name]])))]);
    }

    // Each with a control plane like this one, for itself: one of them is paid for already.
    private Alternative ClusterEach() =>
        new(
            "cluster-per-tenant",
            "a cluster for each tenant",
            Shared.Missing.IsEmpty ? Shared.Net * (Tenants.Length - 1) : null,
            Shared.Missing.FirstOrDefault());

    // In front of each tenant's node, which keeps its address: nodes need one to reach the network.
    private Alternative LoadBalancerEach()
    {
        var balancers = Tenants
            .Select(tenant => tenant.Cost.Lines.FirstOrDefault(line => line.Charge.Kind == PriceKind.Server)?.Charge.Location)
            .OfType<string>()
            .Select(location => new Charge(PriceKind.LoadBalancer, Prices.LoadBalancer, location))
            .ToImmutableArray();
        var missing = balancers.FirstOrDefault(balancer => Prices.List.Of(balancer) is null);
        return new(
            "load-balancer-per-tenant",
            $"a load balancer ({Prices.LoadBalancer}) for each tenant",
            missing is null ? balancers.Sum(balancer => Prices.List.Of(balancer)!.Net) : null,
            missing);
    }
}
