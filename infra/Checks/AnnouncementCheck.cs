using System.Text.Json.Nodes;
using Infra.Components.Kubernetes;
using Infra.Planning;

namespace Infra.Checks;

/// <summary>Which node answers for an address.</summary>
internal static class AnnouncementCheck
{
    private const string Fix = "spell it as Announcements.Advertisement does (components/LoadBalancing/Announcements.cs)";

    private static readonly string[] Kinds = ["L2Advertisement", "BGPAdvertisement"];

    public static Check Check { get; } = new(
        "announced-by-own-node", "Every tenant's address is announced once, by its own node alone.", Find);

    private static IEnumerable<Finding> Find(Inventory inventory)
    {
        foreach (var advertisement in Kinds.SelectMany(inventory.Plan.Objects))
        {
            if (inventory.OwnerOf(advertisement) is null)
                yield return new Finding(
                    advertisement, "is no tenant's", "register it in the component of the tenant whose address it announces");
        }

        foreach (var tenant in inventory.Plan.Tenants)
        {
            var own = Kinds.SelectMany(kind => inventory.Of(tenant, kind)).ToList();
            if (own.Count != 1)
            {
                yield return new Finding(
                    inventory.ComponentOf(tenant), $"has {own.Count} advertisements", "register one advertisement of the tenant's pool");
            }

            var pools = inventory.Of(tenant, "IPAddressPool").Select(PlanQueries.ObjectName).ToList();
            foreach (var advertisement in own)
            {
                foreach (var problem in Problems(advertisement, tenant, pools)) yield return new Finding(advertisement, problem, Fix);
            }
        }
    }

    private static IEnumerable<string> Problems(PlannedResource advertisement, PlannedTenant tenant, List<string> pools)
    {
        var spec = advertisement.At("spec");
        if (!spec.At("ipAddressPools").Texts().SequenceEqual(pools) || spec.At("ipAddressPoolSelectors") is not null)
            yield return $"announces other pools than {string.Join(", ", pools)}";
        var ownNode = new JsonArray(new JsonObject { ["matchLabels"] = new JsonObject { [TenantLabels.NodeKey] = tenant.Name } });
        if (!JsonNode.DeepEquals(spec.At("nodeSelectors"), ownNode))
            yield return $"announces from other nodes than {tenant.Node}: {spec.At("nodeSelectors")?.ToJsonString() ?? "any"}";
    }
}
