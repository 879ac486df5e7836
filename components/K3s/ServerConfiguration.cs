using System.Collections.Immutable;
using Infra.Components.Kubernetes;

namespace Infra.Components.K3s;

/// <summary>What K3s's <c>config.yaml</c> says on a server (https://docs.k3s.io/cli/server).</summary>
public sealed record ServerConfiguration
{
    /// <summary>Name of the node.</summary>
    public required string NodeName { get; init; }

    /// <summary>IPv4 address at which other nodes reach this one.</summary>
    public required string NodeAddress { get; init; }

    /// <summary>Public IPv4 address.</summary>
    public required string PublicAddress { get; init; }

    /// <summary>IPv6 address; required when the network is dual-stack.</summary>
    public string? Ipv6Address { get; init; }

    /// <summary>Every name and address under which any server's API may be asked for.</summary>
    public required ImmutableArray<string> CertificateNames { get; init; }

    /// <summary>Whether the cluster has more than one server, and so embedded etcd.</summary>
    public required bool EmbeddedEtcd { get; init; }

    /// <summary>URL of the server to join; null for the entry server, which starts the cluster.</summary>
    public string? Join { get; init; }

    /// <summary>How nodes reach each other.</summary>
    public required NodeNetwork Network { get; init; }

    /// <summary>Whose tokens the API server takes beside its own; null: nobody's.</summary>
    public IdentityProvider? IdentityProvider { get; init; }

    /// <summary>What the installation reads: the configuration file, and after a line <c>---</c> the authentication file.</summary>
    /// <param name="token">Token that servers join with: whoever has it administers the cluster.</param>
    /// <param name="agentToken">Token that only agents can join with.</param>
    public string RenderAll(string token, string agentToken) =>
        Render(token, agentToken) + (IdentityProvider is { } provider ? $"---\n{provider.Render()}" : "");

    /// <summary>The configuration file.</summary>
    /// <param name="token">Token that servers join with: whoever has it administers the cluster.</param>
    /// <param name="agentToken">Token that only agents can join with.</param>
    public string Render(string token, string agentToken)
    {
        var document = new Dictionary<string, object>
        {
            ["node-name"] = NodeName,
            ["node-ip"] = Network.Addresses(NodeAddress, Ipv6Address),
            ["node-external-ip"] = Network.Addresses(PublicAddress, Ipv6Address),
            // K3s would advertise the external address, which agents then use instead of the private network.
            ["advertise-address"] = NodeAddress,
            ["tls-san"] = CertificateNames.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray(),
            ["token"] = token,
            ["agent-token"] = agentToken,
        };
        if (Join is not null) document["server"] = Join;
        else if (EmbeddedEtcd) document["cluster-init"] = true;

        document["cluster-cidr"] = Network.PodRange;
        document["service-cidr"] = Network.ServiceRange;
        document["flannel-backend"] = Network.FlannelBackend;
        if (Network.DualStack) document["flannel-ipv6-masq"] = true;

        // ServiceLB and Traefik give way to MetalLB and the tenants' own controllers. Local storage doesn't enforce a volume's size and
        // is gone with its node. Helm's controller runs whatever a HelmChart object says as cluster administrator.
        document["disable"] = new[] { "local-storage", "servicelb", "traefik" };
        document["disable-helm-controller"] = true;
        document["secrets-encryption"] = true;
        document["protect-kernel-defaults"] = true;
        document["write-kubeconfig-mode"] = "0600";

        // Unencrypted and without authentication on port 2381, hence on private networks only.
        if (EmbeddedEtcd && Network.Private) document["etcd-expose-metrics"] = true;
        document["supervisor-metrics"] = true;
        document["node-taint"] = new[] { $"{Placement.ControlPlaneKey}:NoSchedule" };
        document["kube-apiserver-arg"] = IdentityProvider is null
            ? ApiServerArguments
            : ApiServerArguments.Append($"authentication-config={AuthenticationFile}").Order(StringComparer.Ordinal).ToArray();
        document["kube-controller-manager-arg"] = new[] { "terminated-pod-gc-threshold=100" };
        document["kubelet-arg"] = NodeReservation.Server.KubeletArguments;
        return Yaml.Write(document);
    }

    /// <summary>Where the installation puts the API server's authentication file.</summary>
    private const string AuthenticationFile = "/etc/rancher/k3s/authentication.yaml";

    // AlwaysPullImages is left out: a tenant's images lie on its own node only, and pods would no longer start while a registry is away.
    // Node selectors and tolerations are the admission policies' business, so PodNodeSelector and PodTolerationRestriction aren't needed.
    private static readonly string[] ApiServerArguments =
    [
        "audit-log-maxage=30",
        "audit-log-maxbackup=10",
        "audit-log-maxsize=100",
        "audit-log-path=/var/lib/rancher/k3s/server/logs/audit.log",
        "audit-policy-file=/etc/rancher/k3s/audit.yaml",
        "enable-admission-plugins=DenyServiceExternalIPs,NodeRestriction,OwnerReferencesPermissionEnforcement",
        "service-account-extend-token-expiration=false",
    ];
}
