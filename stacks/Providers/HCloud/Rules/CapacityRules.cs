using Infra.Stacks.Settings;
using Infra.Stacks.Settings.Reading;
using Infra.Stacks.Settings.Rules;

namespace Infra.Stacks.Providers.HCloud.Rules;

/// <summary>How many nodes a stack can have.</summary>
internal static class CapacityRules
{
    /// <summary>
    /// Nodes that fit a server's 500 effective rules (rules times addresses), when each node takes four: one for the API and one for
    /// WireGuard, and both again while a firewall is exchanged for another one; twenty are left for what else there is.
    /// </summary>
    public const int MostNodesInFirewall = 120;

    private const int RulesOfNode = 4;

    // Two ports of etcd and the kubelet, and all again in the firewall that is exchanged.
    private const int RulesBetweenServers = 6;

    [Asks<NetworkSettings>(nameof(NetworkSettings.Type), "hcloud: at most {0} servers in a `private` network", Limits.ServersInNetwork)]
    public static IEnumerable<Finding> ServersFitTheNetwork(SettingsAsRead settings)
    {
        if (settings.IsPrivate && Nodes(settings) is { } nodes && nodes > Limits.ServersInNetwork)
        {
            yield return new Finding(
                settings.TenantsPlace,
                $"and the control plane make {nodes} servers, and a private network of Hetzner Cloud takes {Limits.ServersInNetwork}",
                "set cluster.network: public, where nodes talk over WireGuard, or start a second stack");
        }
    }

    [Asks<NetworkSettings>(
        nameof(NetworkSettings.Type), "hcloud: at most {0} nodes in a `public` network unless `openToTheWorld`", MostNodesInFirewall)]
    public static IEnumerable<Finding> NodesFitTheFirewall(SettingsAsRead settings)
    {
        if (settings is { IsPublic: true, IsOpen: false } && Nodes(settings) is { } nodes && MostNodes(settings) is var most
            && nodes > most)
        {
            yield return new Finding(
                settings.TenantsPlace,
                $"and the control plane make {nodes} nodes, and Hetzner's firewalls ({Limits.EffectiveRules} effective rules, four a node) "
                + $"take {most}",
                "set cluster.controlPlane.openToTheWorld: true, so that no rule names a node, or start a second stack");
        }
    }

    private static int MostNodes(SettingsAsRead settings)
    {
        var between = settings.Servers is { } servers and > 1 ? RulesBetweenServers * servers : 0;
        // SSH from the administrators', the API from theirs and the tenants'.
        var ranges = settings.Cluster.Administrators.Ranges.Length + settings.Settings.ApiRanges.Length;
        return Math.Min(MostNodesInFirewall, (Limits.EffectiveRules - between - ranges) / RulesOfNode);
    }

    private static int? Nodes(SettingsAsRead settings) =>
        settings.TenantsPlace.IsKnown ? settings.TenantsPlace.Count + settings.Servers : null;
}
