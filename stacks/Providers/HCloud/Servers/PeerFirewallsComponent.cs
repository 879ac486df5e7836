using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Infra.Components.Machines;
using Pulumi;
using Pulumi.HCloud;
using Pulumi.HCloud.Inputs;

namespace Infra.Stacks.Providers.HCloud.Servers;

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
/// addresses, and servers, and only servers, WireGuard and kubelets of tenants' nodes. They attach themselves to servers by label, so that
/// no server waits for all others' addresses. An agent whose address isn't in yet tries again by itself. Other addresses make another
/// firewall: the old one lets a node in that leaves until it is drained, as deletions come last, and in the order of dependencies.
/// </summary>
public sealed class PeerFirewallsComponent : ComponentResource
{
    private const int FingerprintLength = 8;

    /// <summary>Registers the two firewalls.</summary>
    public PeerFirewallsComponent(string name, PeerFirewallsArgs args, ComponentResourceOptions? options = null)
        : base("infra:components:PeerFirewalls", name, args, options)
    {
        var servers = Addresses(args.Servers);
        var nodes = args.OpenToTheWorld ? servers : servers.AddRange(Addresses(args.Agents));
        Create(name, "control-plane", args.Cluster, ServerRole.ControlPlane, nodes, ControlPlaneRules(args, nodes, servers));
        Create(name, "tenants", args.Cluster, ServerRole.Tenant, servers,
        [
            .. FirewallRules.FromNodes("tcp", "Kubelet", Ports.Kubelet, servers),
            .. FirewallRules.FromNodes("udp", "WireGuard", Ports.WireGuard, servers),
        ]);
        RegisterOutputs();
    }

    private static IEnumerable<FirewallRuleArgs> ControlPlaneRules(
        PeerFirewallsArgs args, ImmutableArray<Output<string>> nodes, ImmutableArray<Output<string>> servers)
    {
        IEnumerable<FirewallRuleArgs> fromNodes = args.OpenToTheWorld
            ? [FirewallRules.Udp("WireGuard", Ports.WireGuard, FirewallRules.Everywhere)]
            :
            [
                .. FirewallRules.FromNodes("tcp", "Kubernetes API", Ports.Api, nodes),
                .. FirewallRules.FromNodes("udp", "WireGuard", Ports.WireGuard, nodes),
            ];
        int[] internals = args.Servers.Length > 1 ? [Ports.EtcdClient, Ports.EtcdPeer, Ports.Kubelet] : [];
        return fromNodes.Concat(internals.SelectMany(port =>
            FirewallRules.FromNodes("tcp", port == Ports.Kubelet ? "Kubelet" : "etcd", port, servers)));
    }

    private static ImmutableArray<Output<string>> Addresses(ImmutableArray<IMachine> machines) =>
        [.. machines.Select(machine => machine.PublicAddress)];

    private static string Fingerprint(ImmutableArray<string> addresses) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', addresses.Order(StringComparer.Ordinal)))))[..FingerprintLength];

    private void Create(
        string name,
        string suffix,
        string cluster,
        ServerRole role,
        ImmutableArray<Output<string>> addresses,
        IEnumerable<FirewallRuleArgs> rules) =>
        new Firewall($"{name}-{suffix}", new FirewallArgs
        {
            // Unique in a project, which several clusters may share, and at the side of its successor.
            Name = Output.All(addresses).Apply(all => $"{cluster}-peers-{suffix}-{Fingerprint(all)}"),
            Labels = HCloudLabels.Of(cluster),
            Rules = rules.ToArray(),
            ApplyTos = new FirewallApplyToArgs { LabelSelector = HCloudLabels.Selector(cluster, role) },
        }, new CustomResourceOptions { Parent = this, ReplaceOnChanges = { "name" } });
}
