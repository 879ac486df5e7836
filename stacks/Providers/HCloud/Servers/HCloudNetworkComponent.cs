using System.Collections.Immutable;
using System.Globalization;
using Infra.Components;
using Pulumi;
using Pulumi.HCloud;
using Pulumi.HCloud.Inputs;
using Pulumi.Tls;

namespace Infra.Stacks.Providers.HCloud.Servers;

/// <summary>What the servers of a cluster on Hetzner Cloud share: SSH key, network, a firewall for each role, placement groups.</summary>
public sealed class HCloudNetworkComponent : ComponentResource
{
    /// <summary>Number of the control plane's placement group; tenants' begin with 1.</summary>
    public const int ControlPlaneGroup = 0;

    private readonly ImmutableDictionary<ServerRole, Firewall> _firewalls;
    private readonly ImmutableSortedDictionary<int, PlacementGroup> _placementGroups;
    private readonly SshKey _key;

    /// <summary>Registers the shared resources.</summary>
    public HCloudNetworkComponent(string name, HCloudNetworkArgs args, ComponentResourceOptions? options = null)
        : base("infra:components:HCloudNetwork", name, args, options)
    {
        Args = args;
        var child = new CustomResourceOptions { Parent = this };
        var kept = new CustomResourceOptions { Parent = this, Protect = args.Protect };
        var labels = HCloudLabels.Of(args.Cluster);

        var privateKey = new PrivateKey($"{name}-ssh", new PrivateKeyArgs { Algorithm = "ED25519" }, kept);
        PrivateKey = privateKey.PrivateKeyOpenssh.OrUnknown();
        _key = new SshKey($"{name}-ssh", new SshKeyArgs
        {
            Name = args.Cluster,
            // Hetzner keeps the line without its end, and what differs from that would be another key.
            PublicKey = privateKey.PublicKeyOpenssh.OrUnknown().Apply(line => line.Trim()),
            Labels = labels,
        }, new CustomResourceOptions { Parent = this, DeleteBeforeReplace = true });

        if (args.PrivateRange is { } range)
        {
            var network = new Network($"{name}-private", new NetworkArgs
            {
                Name = args.Cluster,
                IpRange = range,
                Labels = labels,
            }, kept);
            Subnet = new NetworkSubnet($"{name}-private", new NetworkSubnetArgs
            {
                NetworkId = network.NumericId(),
                Type = "cloud",
                NetworkZone = Locations.NetworkZone(args.Location)
                    ?? throw new ResourceException($"No network zone of the location {args.Location} is known.", this, hideStack: true),
                IpRange = range,
            }, child);
        }

        _firewalls = ImmutableDictionary.CreateRange(new[] { ServerRole.ControlPlane, ServerRole.Tenant }
            .Select(role => KeyValuePair.Create(role, CreateFirewall(name, role, child))));
        _placementGroups = args.PlacementGroups.Add(ControlPlaneGroup)
            .ToImmutableSortedDictionary(group => group, group => CreatePlacementGroup(name, group, child));
        RegisterOutputs();
    }

    /// <summary>The program's own SSH key, in OpenSSH's format.</summary>
    [Output]
    public Output<string> PrivateKey { get; private set; }

    internal HCloudNetworkArgs Args { get; }

    /// <summary>The private network's subnet; null when there is no private network.</summary>
    internal NetworkSubnet? Subnet { get; }

    internal Output<string> SshKeyId => _key.Id;

    internal Output<int> FirewallId(ServerRole role) => _firewalls[role].NumericId();

    internal Output<int> PlacementGroupId(int group) => _placementGroups[group].NumericId();

    private Firewall CreateFirewall(string name, ServerRole role, CustomResourceOptions options)
    {
        var suffix = role == ServerRole.ControlPlane ? "control-plane" : "tenants";
        return new Firewall($"{name}-{suffix}", new FirewallArgs
        {
            Name = $"{Args.Cluster}-{suffix}",
            Labels = HCloudLabels.Of(Args.Cluster),
            Rules = Rules(role).ToArray(),
        }, options);
    }

    private IEnumerable<FirewallRuleArgs> Rules(ServerRole role)
    {
        var administrators = Args.OpenToTheWorld ? FirewallRules.Everywhere : Args.AdministratorRanges;
        if (administrators.Length > 0)
            yield return FirewallRules.Tcp("SSH", Ports.Ssh, administrators);
        if (role == ServerRole.ControlPlane)
        {
            var callers = Args.OpenToTheWorld ? FirewallRules.Everywhere : Args.ApiRanges;
            foreach (var rule in FirewallRules.FromRanges("Kubernetes API", Ports.Api, callers))
                yield return rule;
            yield break;
        }

        yield return FirewallRules.Tcp("HTTP", Ports.Http, FirewallRules.Everywhere);
        yield return FirewallRules.Tcp("HTTPS", Ports.Https, FirewallRules.Everywhere);
        yield return FirewallRules.Icmp(FirewallRules.Everywhere);
    }

    private PlacementGroup CreatePlacementGroup(string name, int group, CustomResourceOptions options)
    {
        var suffix = group == ControlPlaneGroup ? "control-plane" : $"tenants-{group.ToString(CultureInfo.InvariantCulture)}";
        return new PlacementGroup($"{name}-{suffix}", new PlacementGroupArgs
        {
            Name = $"{Args.Cluster}-{suffix}",
            Type = "spread",
            Labels = HCloudLabels.Of(Args.Cluster),
        }, options);
    }
}
