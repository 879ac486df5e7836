using System.Collections.Immutable;
using Infra.Checks;
using Infra.Planning;

namespace Infra.Verifying;

/// <summary>A tenant of the plan, as checks of a live cluster need it.</summary>
internal sealed record LiveTenant
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its node's name.</summary>
    public required string Node { get; init; }

    /// <summary>Its public address; null: neither outputs nor the cluster say it.</summary>
    public required string? Address { get; init; }

    /// <summary>The address with which requests arrive at its node, and which its Service has; null: as <see cref="Address"/>.</summary>
    public required string? ArrivalAddress { get; init; }

    /// <summary>Its domains.</summary>
    public required ImmutableArray<string> Domains { get; init; }

    /// <summary>Its namespaces; the first has the ingress controller.</summary>
    public required ImmutableArray<string> Namespaces { get; init; }

    /// <summary>Its ingress class.</summary>
    public required string IngressClass { get; init; }

    /// <summary>Its issuer.</summary>
    public required string Issuer { get; init; }

    /// <summary>Its pool.</summary>
    public required string Pool { get; init; }

    /// <summary>Its own account.</summary>
    public Identity Identity => Identity.OfTenant(Name);

    /// <summary>The tenants of a plan, in its order.</summary>
    /// <param name="inventory">The plan.</param>
    /// <param name="addresses">What is known of addresses.</param>
    public static ImmutableArray<LiveTenant> Of(Inventory inventory, KnownAddresses addresses) =>
    [
        .. inventory.Plan.Tenants.Select(tenant => new LiveTenant
        {
            Name = tenant.Name,
            Node = tenant.Node,
            Address = addresses.Real(tenant.Address),
            ArrivalAddress = addresses.Real(tenant.ArrivalAddress),
            Domains = tenant.Domains,
            Namespaces = NamespacesOf(inventory, tenant),
            IngressClass = Only(inventory, tenant, "IngressClass"),
            Issuer = Only(inventory, tenant, "Issuer"),
            Pool = Only(inventory, tenant, "IPAddressPool"),
        }),
    ];

    // The controller's release says which namespace is the first.
    private static ImmutableArray<string> NamespacesOf(Inventory inventory, PlannedTenant tenant)
    {
        var first = inventory.Of(tenant).First(resource => resource.Type == PlanQueries.Release).Namespace()!;
        return [first, .. inventory.NamespacesOf(tenant).Where(ns => ns != first).Order(StringComparer.Ordinal)];
    }

    private static string Only(Inventory inventory, PlannedTenant tenant, string kind) => inventory.Of(tenant, kind).First().ObjectName();
}
