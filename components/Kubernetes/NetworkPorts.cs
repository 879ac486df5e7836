using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Components.Kubernetes;

/// <summary>Ports of the cluster and of the web, and how network policies name ports.</summary>
internal static class NetworkPorts
{
    /// <summary>The cluster's DNS, over UDP and TCP.</summary>
    public const int Dns = 53;

    /// <summary>The Kubernetes API, on servers.</summary>
    public const int Api = 6443;

    /// <summary>Web servers.</summary>
    public const int Http = 80;

    /// <summary>Web servers, with TLS.</summary>
    public const int Https = 443;

    /// <summary>A port of TCP.</summary>
    public static NetworkPolicyPortArgs Tcp(int port) => new() { Protocol = "TCP", Port = port };

    /// <summary>A port of UDP.</summary>
    public static NetworkPolicyPortArgs Udp(int port) => new() { Protocol = "UDP", Port = port };
}
