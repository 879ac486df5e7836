namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>A kubelet's part in the end of its pods: it ends their containers, says so, and then has them removed.</summary>
internal sealed class KubeletWork : IControlLoop
{
    /// <inheritdoc />
    public IEnumerable<Action> Todo(Cluster cluster)
    {
        foreach (var pod in cluster.Objects.OfKind("Pod").Where(pod => pod.Deleting && !pod.Ended))
        {
            if (pod.Node is not { } node || !cluster.State.Kubelets.Contains(node)) continue;
            var kubelet = Actor.Kubelet(node);
            yield return () =>
            {
                cluster.Update(kubelet, pod.Key, one => one with { Ended = true }, "status");
                cluster.Delete(kubelet, pod.Key);
            };
        }
    }
}
