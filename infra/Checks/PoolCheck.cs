using System.Net;
using System.Text.Json.Nodes;
using Infra.Planning;

namespace Infra.Checks;

/// <summary>What MetalLB may give to whom.</summary>
internal static class PoolCheck
{
    private const string Fix = "spell it as Announcements.Pool does (components/LoadBalancing/Announcements.cs)";

    public static Check Check { get; } = new(
        "pool-of-one-address",
        "Every pool holds one address of one tenant, and only the namespace of that tenant's ingress controller gets it.",
        Find);

    private static IEnumerable<Finding> Find(Inventory inventory)
    {
        var holders = new Dictionary<string, PlannedResource>(StringComparer.Ordinal);
        foreach (var pool in inventory.Plan.Objects("IPAddressPool"))
        {
            if (inventory.OwnerOf(pool) is { } owner)
            {
                foreach (var problem in Problems(pool, owner, inventory)) yield return new Finding(pool, problem, Fix);
            }
            else
            {
                yield return new Finding(pool, "is no tenant's", "register it in the component of the tenant whose address it holds");
            }

            foreach (var range in pool.At("spec", "addresses").Texts().Where(range => !holders.TryAdd(range, pool)))
            {
                yield return new Finding(
                    pool, $"holds {range}, which {holders[range].Name} holds, too", "give each tenant its own address");
            }
        }

        foreach (var tenant in inventory.Plan.Tenants)
        {
            var count = inventory.Of(tenant, "IPAddressPool").Count();
            if (count != 1)
            {
                yield return new Finding(
                    inventory.ComponentOf(tenant), $"has {count} pools", "register one pool with the tenant's address");
            }
        }
    }

    private static IEnumerable<string> Problems(PlannedResource pool, PlannedTenant owner, Inventory inventory)
    {
        var spec = pool.At("spec");
        var held = spec.At("addresses").Texts();
        if (held is not [var only] || !IsOnly(only, IPAddress.Parse(owner.ArrivalAddress)))
            yield return $"holds {Shown(held)}, and the tenant's address is {owner.ArrivalAddress}";
        if (spec.At("autoAssign") is not JsonValue auto || auto.GetValue<bool>())
            yield return "is given to Services that ask for no pool (autoAssign)";
        var allocation = spec.At("serviceAllocation") as JsonObject;
        // The ingress controller's Service is the one that gets the address.
        var serving = inventory.Of(owner).Where(resource => resource.Type == PlanQueries.Release).Select(PlanQueries.Namespace).ToList();
        if (allocation is not { Count: 1 } || !allocation["namespaces"].Texts().SequenceEqual(serving))
            yield return $"is for {allocation?.ToJsonString() ?? "everybody"}, and the tenant is served in {Shown(serving)}";
    }

    private static bool IsOnly(string range, IPAddress address) => IPNetwork.TryParse(range, out var network)
        && network.BaseAddress.Equals(address) && network.PrefixLength == 8 * address.GetAddressBytes().Length;

    private static string Shown(IEnumerable<string?> texts) => string.Join(", ", texts) is { Length: > 0 } list ? list : "nothing";
}
