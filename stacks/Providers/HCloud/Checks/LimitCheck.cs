using System.Text;
using System.Text.Json.Nodes;

namespace Infra.Stacks.Providers.HCloud.Checks;

/// <summary>Hetzner's limits, as a whole deployment comes to them.</summary>
internal static class LimitCheck
{
    private const string FewerNodes = "start a second stack, or see 'Private or public network' in docs/concepts.md";

    public static ProviderCheck Check { get; } = new(
        "within-provider-limits", "Networks, firewalls, placement groups and user data stay within Hetzner's limits.", Find);

    private static IEnumerable<ProviderFinding> Find(IReadOnlyList<IPlannedResource> plan)
    {
        var servers = plan.Where(resource => resource.Type == HCloudTypes.Server).ToList();
        return [.. Attached(plan), .. Grouped(plan, servers), .. Started(servers), .. Filtered(plan, servers)];
    }

    private static IEnumerable<ProviderFinding> Attached(IReadOnlyList<IPlannedResource> plan)
    {
        var attached = plan.Count(resource => resource.Type == HCloudTypes.ServerNetwork);
        return
            from network in plan
            where network.Type == HCloudTypes.Network && attached > Limits.ServersInNetwork
            select new ProviderFinding(
                network.Urn, $"has {attached} servers, and Hetzner takes {Limits.ServersInNetwork} in one network", FewerNodes);
    }

    private static IEnumerable<ProviderFinding> Grouped(IReadOnlyList<IPlannedResource> plan, List<IPlannedResource> servers)
    {
        var members = servers.SelectMany(server => server.DependsOn).CountBy(urn => urn).ToDictionary(StringComparer.Ordinal);
        return
            from planned in plan
            let count = planned.Type == HCloudTypes.PlacementGroup ? members.GetValueOrDefault(planned.Urn) : 0
            where count > PlacementGroups.Capacity
            select new ProviderFinding(
                planned.Urn, $"holds {count} servers, and Hetzner takes {PlacementGroups.Capacity} in one placement group",
                "give some of them another placementGroup");
    }

    private static IEnumerable<ProviderFinding> Started(List<IPlannedResource> servers) =>
        from server in servers
        let bytes = Encoding.UTF8.GetByteCount(server.Inputs["userData"]?.GetValue<string>() ?? "")
        where bytes > Limits.UserDataBytes
        select new ProviderFinding(
            server.Urn, $"has {bytes} bytes of user data, and Hetzner takes {Limits.UserDataBytes}",
            "give its node a shorter rebuild, or see components/Machines/CloudInit.cs");

    private static IEnumerable<ProviderFinding> Filtered(IReadOnlyList<IPlannedResource> plan, List<IPlannedResource> servers)
    {
        var firewalls = plan.Where(resource => resource.Type == HCloudTypes.Firewall).ToList();
        // All servers of a role have the same firewalls.
        foreach (var server in servers.DistinctBy(server => server.Inputs["labels"]?.ToJsonString()))
        {
            var own = firewalls.Where(firewall => IsOn(firewall, server)).ToList();
            // One that is exchanged when nodes come or go stands beside its successor for a while.
            var rules = own.Sum(firewall => EffectiveRules(firewall) * Copies(firewall));
            if (rules > Limits.EffectiveRules)
            {
                yield return new ProviderFinding(
                    server.Urn, $"comes to {rules} effective firewall rules, and Hetzner takes {Limits.EffectiveRules}", FewerNodes);
            }

            if (own.Sum(Copies) is var count && count > Limits.Firewalls)
            {
                yield return new ProviderFinding(
                    server.Urn, $"comes to {count} firewalls, and Hetzner takes {Limits.Firewalls}", "join some of them");
            }
        }
    }

    private static bool IsOn(IPlannedResource firewall, IPlannedResource server) =>
        server.DependsOn.Contains(firewall.Urn) || Selectors(firewall).Any(selector => selector.Split(',').All(term =>
            term.Split('=') is [var label, var value] && server.Inputs["labels"]?[label]?.GetValue<string>() == value));

    private static IEnumerable<string> Selectors(IPlannedResource firewall) =>
        List(firewall.Inputs["applyTos"]).Select(target => target?["labelSelector"]?.GetValue<string>()).OfType<string>();

    private static int EffectiveRules(IPlannedResource firewall) =>
        List(firewall.Inputs["rules"]).Sum(rule => List(rule?["sourceIps"]).Count);

    private static int Copies(IPlannedResource firewall) => firewall.ReplaceOnChanges.IsEmpty ? 1 : 2;

    private static JsonArray List(JsonNode? input) => input as JsonArray ?? [];
}
