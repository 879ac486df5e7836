namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>
/// Removes pods whose node is no more. While the Node object is there, a pod on a machine that doesn't answer stays Terminating.
/// </summary>
internal sealed class PodCollection : IControlLoop
{
    /// <inheritdoc />
    public IEnumerable<Action> Todo(Cluster cluster)
    {
        foreach (var pod in cluster.Objects.OfKind("Pod").Where(pod => pod.Node is not null && !pod.Ended))
        {
            if (cluster.Objects.Find(ObjectKey.OfNode(pod.Node!)) is not null) continue;
            yield return () =>
            {
                cluster.Update(Actor.PodCollector, pod.Key, one => one with { Ended = true }, "status");
                cluster.Delete(Actor.PodCollector, pod.Key);
            };
        }
    }
}
