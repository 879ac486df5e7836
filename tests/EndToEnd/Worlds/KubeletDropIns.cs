namespace Infra.Tests.EndToEnd.Worlds;

/// <summary>What K3s's configuration needs beyond the program's on a machine made of namespaces. None of it is the program's.</summary>
internal static class KubeletDropIns
{
    private const string Agent = "/var/lib/rancher/k3s/agent/etc";

    // Kubernetes 1.35 and later refuse control groups of version 1 unless they are told to take them.
    private const string Kubelet = """
        apiVersion: kubelet.config.k8s.io/v1beta1
        kind: KubeletConfiguration
        failCgroupV1: false

        """;

    // Without the right to shield processes from a lack of memory, containerd asks for what it may have.
    private const string Containerd = """
        version = 3
        [plugins.'io.containerd.cri.v1.runtime']
          restrict_oom_score_adj = true

        """;

    /// <summary>Writes to a machine's disk what this machine makes necessary.</summary>
    public static void Write(DebianHost host)
    {
        if (ControlGroups.Old.Count > 0)
            host.Write($"{Agent}/kubelet.conf.d/90-end-to-end.conf", Kubelet);
        host.Write($"{Agent}/containerd/config-v3.toml.d/90-end-to-end.toml", Containerd);
    }
}
