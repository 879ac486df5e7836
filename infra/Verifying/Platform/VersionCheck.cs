using Infra.Clusters;

namespace Infra.Verifying.Platform;

/// <summary>Which Kubernetes runs.</summary>
internal static class VersionCheck
{
    public static LiveCheck Check { get; } = new(
        "versions-as-planned", "platform", "API server and kubelets run the version of K3s that the settings name.")
    {
        Probes = cluster => [new Probe("API server", cancellation => ServerAsync(cluster, cancellation)), new Probe(
            "nodes", cancellation => KubeletsAsync(cluster, cancellation))],
    };

    private static async Task<IEnumerable<Observation>> ServerAsync(LiveCluster cluster, CancellationToken cancellation)
    {
        var version = (await cluster.VersionAsync(cancellation).ConfigureAwait(false)).Word("gitVersion")
            ?? throw new ClusterException("the server names no version");
        return Difference("API server", version, cluster);
    }

    private static async Task<IEnumerable<Observation>> KubeletsAsync(LiveCluster cluster, CancellationToken cancellation) =>
        (await cluster.ListAsync("v1", "Node", cancellation).ConfigureAwait(false))
        .SelectMany(node => Difference($"Node {node.Name()}", node.Word("status", "nodeInfo", "kubeletVersion") ?? "none", cluster));

    private static IEnumerable<Observation> Difference(string where, string version, LiveCluster cluster)
    {
        if (version != cluster.Settings.Cluster.K3sVersion)
        {
            yield return new Fault(
                where, $"runs {version}, and the settings say {cluster.Settings.Cluster.K3sVersion}",
                $"run './build.sh up {cluster.Plan.Stack}', or set cluster.k3sVersion to what runs");
        }
    }
}
