using System.Globalization;

namespace Infra.Components.K3s;

/// <summary>Memory of a node that pods don't get, in MiB.</summary>
/// <param name="Kube">For K3s: kubelet, containerd, flannel, kube-proxy, and the control plane on servers.</param>
/// <param name="System">For the operating system: sshd, journald, updates.</param>
/// <param name="Eviction">Free memory below which the kubelet evicts pods. 100 is Kubernetes' default, which K3s leaves out.</param>
public sealed record NodeReservation(int Kube, int System, int Eviction = 100)
{
    /// <summary>
    /// An agent's: K3s measured 275 MB for its agent (https://docs.k3s.io/reference/resource-profiling); with the rest, a node of 2 GB
    /// (about 1910 MiB) keeps 1360 MiB for its tenant.
    /// </summary>
    public static NodeReservation Agent { get; } = new(Kube: 300, System: 150);

    /// <summary>
    /// A server's. K3s measured 1.4 to 1.6 GB for a server with its workload, monitoring included; no tenant's pod runs there, so
    /// reserving 1 GiB only keeps the platform's own pods from filling the machine.
    /// </summary>
    public static NodeReservation Server { get; } = new(Kube: 768, System: 256);

    /// <summary>All of it.</summary>
    public int Total => Kube + System + Eviction;

    /// <summary>The kubelet's flags, without dashes.</summary>
    internal string[] KubeletArguments =>
    [
        string.Create(
            CultureInfo.InvariantCulture, $"eviction-hard=imagefs.available<5%,memory.available<{Eviction}Mi,nodefs.available<5%"),
        string.Create(CultureInfo.InvariantCulture, $"kube-reserved=memory={Kube}Mi"),
        "streaming-connection-idle-timeout=5m",
        string.Create(CultureInfo.InvariantCulture, $"system-reserved=memory={System}Mi"),
    ];
}
