using System.Globalization;
using Infra.Components.Kubernetes;

namespace Infra.Components.K3s;

/// <summary>What K3s's <c>config.yaml</c> says on a tenant's node (https://docs.k3s.io/cli/agent).</summary>
public sealed record AgentConfiguration
{
    /// <summary>Pods that a kubelet runs at most when nobody tells it otherwise.</summary>
    public const int DefaultMaxPods = 110;

    /// <summary>Most pods that one node takes: K3s gives each node 254 addresses (a /24) for them.</summary>
    public const int LargestMaxPods = 250;

    /// <summary>Name of the node.</summary>
    public required string NodeName { get; init; }

    /// <summary>IPv4 address at which other nodes reach this one.</summary>
    public required string NodeAddress { get; init; }

    /// <summary>Public IPv4 address.</summary>
    public required string PublicAddress { get; init; }

    /// <summary>IPv6 address; required when the network is dual-stack.</summary>
    public string? Ipv6Address { get; init; }

    /// <summary>URL of the server to join; the agent then learns of the others and keeps to those that answer.</summary>
    public required string Join { get; init; }

    /// <summary>The tenant whose node it is.</summary>
    public required string Tenant { get; init; }

    /// <summary>How nodes reach each other.</summary>
    public required NodeNetwork Network { get; init; }

    /// <summary>Pods that the kubelet runs at most, 10 to 250. Default 110, which is left out of the file.</summary>
    public int KubeletMaxPods { get; init; } = DefaultMaxPods;

    /// <summary>The configuration file.</summary>
    /// <param name="agentToken">Token that only agents can join with, with the hash of the cluster's CA.</param>
    public string Render(string agentToken) => Yaml.Write(new Dictionary<string, object>
    {
        ["node-name"] = NodeName,
        ["node-ip"] = Network.Addresses(NodeAddress, Ipv6Address),
        ["node-external-ip"] = Network.Addresses(PublicAddress, Ipv6Address),
        ["server"] = Join,
        ["token"] = agentToken,
        ["protect-kernel-defaults"] = true,

        // From the first moment, so that no other tenant's pod is ever scheduled here. NoExecute also drives out pods that name the node.
        ["node-taint"] = new[] { Taint("NoSchedule"), Taint("NoExecute") },
        ["kubelet-arg"] = KubeletArguments.Order(StringComparer.Ordinal).ToArray(),
    });

    private IEnumerable<string> KubeletArguments => KubeletMaxPods == DefaultMaxPods
        ? NodeReservation.Agent.KubeletArguments
        : NodeReservation.Agent.KubeletArguments.Append(string.Create(CultureInfo.InvariantCulture, $"max-pods={KubeletMaxPods}"));

    private string Taint(string effect) => $"{TenantLabels.NodeKey}={Tenant}:{effect}";
}
