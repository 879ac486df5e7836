using System.Collections.Immutable;
using Infra.Components.Machines;
using Pulumi;
using Pulumi.HCloud;
using Pulumi.HCloud.Inputs;

namespace Infra.Components.HCloud;

/// <summary>Which nodes let each other in over their public addresses.</summary>
public sealed class PeerFirewallsArgs : ResourceArgs
{
    /// <summary>The cluster's name.</summary>
    public required string Cluster { get; init; }

    /// <summary>The control plane's servers.</summary>
    public required ImmutableArray<IMachine> Servers { get; init; }

    /// <summary>The tenants' nodes.</summary>
    public required ImmutableArray<IMachine> Agents { get; init; }

    /// <summary>Whether the control plane lets everybody in, so that nodes needn't be listed. Default false.</summary>
    public bool OpenToTheWorld { get; init; }
}

/// <summary>
/// Firewalls for a cluster without a private network: nodes, and only nodes, reach the API and WireGuard of the control plane over public
/// addresses. They attach themselves to servers by label, so that no server waits for all others' addresses. An agent whose address isn't
/// in yet tries again by itself.
/// </summary>
public sealed class PeerFirewallsComponent : ComponentResource
{
    /// <summary>Registers the two firewalls.</summary>
    public PeerFirewallsComponent(string name, PeerFirewallsArgs args, ComponentResourceOptions? options = null)
        : base("infra:components:PeerFirewalls", name, args, options)
    {
        Create(name, "control-plane", args.Cluster, ServerRole.ControlPlane, ControlPlaneRules(args));
        Create(name, "tenants", args.Cluster, ServerRole.Tenant,
            FirewallRules.FromNodes("tcp", "Kubelet", Ports.Kubelet, Addresses(args.Servers)));
        RegisterOutputs();
    }

    private static IEnumerable<FirewallRuleArgs> ControlPlaneRules(PeerFirewallsArgs args)
    {
        IEnumerable<FirewallRuleArgs> nodes = args.OpenToTheWorld
            ? [FirewallRules.Udp("WireGuard", Ports.WireGuard, FirewallRules.Everywhere)]
            :
            [
                .. FirewallRules.FromNodes("tcp", "Kubernetes API", Ports.Api, Addresses([.. args.Servers, .. args.Agents])),
                .. FirewallRules.FromNodes("udp", "WireGuard", Ports.WireGuard, Addresses([.. args.Servers, .. args.Agents])),
            ];
        int[] internals = args.Servers.Length > 1 ? [Ports.EtcdClient, Ports.EtcdPeer, Ports.Kubelet] : [];
        return nodes.Concat(internals.SelectMany(port =>
            FirewallRules.FromNodes("tcp", port == Ports.Kubelet ? "Kubelet" : "etcd", port, Addresses(args.Servers))));
    }

    private static IEnumerable<Output<string>> Addresses(ImmutableArray<IMachine> machines) =>
        machines.Select(machine => machine.PublicAddress);

    private void Create(string name, string suffix, string cluster, ServerRole role, IEnumerable<FirewallRuleArgs> rules) =>
        new Firewall($"{name}-{suffix}", new FirewallArgs
        {
            // Unique in a project, which several clusters may share.
            Name = $"{cluster}-peers-{suffix}",
            Labels = HCloudLabels.Of(cluster),
            Rules = rules.ToArray(),
            ApplyTos = new FirewallApplyToArgs { LabelSelector = HCloudLabels.Selector(cluster, role) },
        }, new CustomResourceOptions { Parent = this });
}
