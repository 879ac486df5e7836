using Infra.Components.Kubernetes;
using Infra.Planning;

namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>Gives a pod the node that it selects, where that is and answers; without a selector, a server.</summary>
internal sealed class Scheduling : IControlLoop
{
    /// <inheritdoc />
    public IEnumerable<Action> Todo(Cluster cluster)
    {
        foreach (var pod in cluster.Objects.OfKind("Pod").Where(pod => pod.Node is null && !pod.Deleting))
        {
            var tenant = pod.Body.At("spec", "nodeSelector")?[TenantLabels.NodeKey]?.GetValue<string>();
            var node = cluster.Objects.OfKind("Node").FirstOrDefault(node =>
                node.Labels?[TenantLabels.NodeKey]?.GetValue<string>() == tenant && cluster.State.Kubelets.Contains(node.Key.Name)
                && (tenant is not null || cluster.State.Servers.Contains(node.Key.Name)));
            if (node is null) continue;
            yield return () => cluster.Update(Actor.Scheduler, pod.Key, one => one with { Node = node.Key.Name }, "binding");
        }
    }
}
