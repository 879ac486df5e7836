using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Providers.HCloud;

/// <summary>Limits of Hetzner Cloud (docs.hetzner.com, read on 2026-11-22).</summary>
internal static class CapacityRules
{
    /// <summary>Servers that can be attached to one network.</summary>
    public const int MostServersInNetwork = 100;

    /// <summary>
    /// Nodes that fit a server's 500 effective rules (rules times addresses), when each node takes four: one for the API and one for
    /// WireGuard, and both again while a firewall is exchanged for another one; twenty are left for what else there is.
    /// </summary>
    public const int MostNodesInFirewall = 120;

    private const int EffectiveRules = 500;
    private const int RulesOfNode = 4;

    // Two ports of etcd and the kubelet, and all again in the firewall that is exchanged.
    private const int RulesBetweenServers = 6;

    public static IEnumerable<Finding> ServersFitTheNetwork(SettingsAsRead settings)
    {
        if (settings.IsPrivate && Nodes(settings) is { } nodes && nodes > MostServersInNetwork)
        {
            yield return new Finding(
                settings.TenantsPlace,
                $"and the control plane make {nodes} servers, and a private network of Hetzner Cloud takes {MostServersInNetwork}",
                "set cluster.network: public, where nodes talk over WireGuard, or start a second stack");
        }
    }

    public static IEnumerable<Finding> NodesFitTheFirewall(SettingsAsRead settings)
    {
        if (settings is { IsPublic: true, IsOpen: false } && Nodes(settings) is { } nodes && MostNodes(settings) is var most
            && nodes > most)
        {
            yield return new Finding(
                settings.TenantsPlace,
                $"and the control plane make {nodes} nodes, and Hetzner's firewalls ({EffectiveRules} effective rules, four a node) "
                + $"take {most}",
                "set cluster.controlPlane.openToTheWorld: true, so that no rule names a node, or start a second stack");
        }
    }

    private static int MostNodes(SettingsAsRead settings)
    {
        var between = settings.Servers is { } servers and > 1 ? RulesBetweenServers * servers : 0;
        // SSH from the administrators', the API from theirs and the tenants'.
        var ranges = settings.Cluster.Administrators.Ranges.Length + settings.Settings.ApiRanges.Length;
        return Math.Min(MostNodesInFirewall, (EffectiveRules - between - ranges) / RulesOfNode);
    }

    private static int? Nodes(SettingsAsRead settings) =>
        settings.TenantsPlace.IsKnown ? settings.TenantsPlace.Count + settings.Servers : null;
}
