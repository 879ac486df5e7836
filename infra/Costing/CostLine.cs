using Infra.Planning;
using Infra.Stacks.Providers.Pricing;

namespace Infra.Costing;

/// <summary>A resource that is paid for.</summary>
/// <param name="Tenant">The tenant whose it is; null: it is shared.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Charge">What it is charged as.</param>
/// <param name="Price">What that costs; null: the list lacks it.</param>
public sealed record CostLine(string? Tenant, PlannedResource Resource, Charge Charge, Price? Price);
