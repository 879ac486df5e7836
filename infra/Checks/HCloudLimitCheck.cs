using System.Text;
using System.Text.Json.Nodes;
using Infra.Planning;
using Infra.Stacks.Providers.HCloud;

namespace Infra.Checks;

/// <summary>Limits of Hetzner Cloud (docs.hetzner.com, read on 2026-11-22), as a whole deployment comes to them.</summary>
internal static class HCloudLimitCheck
{
    private const string Attachment = "hcloud:index/serverNetwork:ServerNetwork";
    private const string Network = "hcloud:index/network:Network";

    /// <summary>Servers that can be attached to one network.</summary>
    private const int MostAttachments = 100;

    /// <summary>Bytes of user data that a server can be given.</summary>
    private const int MostUserDataBytes = 32 * 1024;

    /// <summary>Rules times addresses, over all of a server's firewalls.</summary>
    private const int MostEffectiveRules = 500;

    /// <summary>Firewalls of one server.</summary>
    private const int MostFirewalls = 5;

    private const string FewerNodes = "start a second stack, or see 'Private or public network' in docs/concepts.md";

    public static Check Check { get; } = new(
        "within-provider-limits", "Networks, firewalls, placement groups and user data stay within Hetzner's limits.", Find);

    private static IEnumerable<Finding> Find(Inventory inventory)
    {
        var servers = inventory.Plan.OfType(PlanQueries.Server).ToList();
        return
        [
            .. Attached(inventory.Plan), .. Grouped(inventory.Plan, servers), .. Started(servers), .. Filtered(inventory.Plan, servers),
        ];
    }

    private static IEnumerable<Finding> Attached(Plan plan)
    {
        var attached = plan.OfType(Attachment).Count();
        return attached <= MostAttachments
            ? []
            : plan.OfType(Network).Select(network => new Finding(
                network, $"has {attached} servers, and Hetzner takes {MostAttachments} in one network", FewerNodes));
    }

    private static IEnumerable<Finding> Grouped(Plan plan, List<PlannedResource> servers)
    {
        var members = servers.SelectMany(server => server.DependsOn).CountBy(urn => urn).ToDictionary(StringComparer.Ordinal);
        return
            from planned in plan.OfType(PlanQueries.PlacementGroup)
            let count = members.GetValueOrDefault(planned.Urn)
            where count > PlacementGroups.Capacity
            select new Finding(
                planned, $"holds {count} servers, and Hetzner takes {PlacementGroups.Capacity} in one placement group",
                "give some of them another placementGroup");
    }

    private static IEnumerable<Finding> Started(List<PlannedResource> servers) =>
        from server in servers
        let bytes = Encoding.UTF8.GetByteCount(server.Readable["userData"]?.GetValue<string>() ?? "")
        where bytes > MostUserDataBytes
        select new Finding(
            server, $"has {bytes} bytes of user data, and Hetzner takes {MostUserDataBytes}",
            "give its node a shorter rebuild, or see components/Machines/CloudInit.cs");

    private static IEnumerable<Finding> Filtered(Plan plan, List<PlannedResource> servers)
    {
        var firewalls = plan.OfType(PlanQueries.Firewall).ToList();
        // All servers of a role have the same firewalls.
        foreach (var server in servers.DistinctBy(server => server.At("labels")?.ToJsonString()))
        {
            var own = firewalls.Where(firewall => IsOn(firewall, server)).ToList();
            // One that is exchanged when nodes come or go stands beside its successor for a while.
            var rules = own.Sum(firewall => EffectiveRules(firewall) * Copies(firewall));
            if (rules > MostEffectiveRules)
            {
                yield return new Finding(
                    server, $"comes to {rules} effective firewall rules, and Hetzner takes {MostEffectiveRules}", FewerNodes);
            }

            if (own.Sum(Copies) is var count && count > MostFirewalls)
                yield return new Finding(server, $"comes to {count} firewalls, and Hetzner takes {MostFirewalls}", "join some of them");
        }
    }

    private static bool IsOn(PlannedResource firewall, PlannedResource server) =>
        server.DependsOn.Contains(firewall.Urn) || Selectors(firewall).Any(selector => selector.Split(',').All(term =>
            term.Split('=') is [var label, var value] && server.At("labels", label)?.GetValue<string>() == value));

    private static IEnumerable<string> Selectors(PlannedResource firewall) =>
        (firewall.At("applyTos") as JsonArray ?? []).Select(target => target.At("labelSelector")?.GetValue<string>()).OfType<string>();

    private static int EffectiveRules(PlannedResource firewall) =>
        (firewall.At("rules") as JsonArray ?? []).Sum(rule => rule.At("sourceIps").Texts().Length);

    private static int Copies(PlannedResource firewall) => firewall.ReplaceOnChanges.IsEmpty ? 1 : 2;
}
