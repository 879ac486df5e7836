using System.Text.Json.Nodes;

namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>
/// Makes a Deployment's one pod. Where the template changed, the old pod goes first (strategy <c>Recreate</c>), as the program's
/// controllers ask for it.
/// </summary>
internal sealed class PodCreation : IControlLoop
{
    private const string Generation = "deployment-generation";

    /// <summary>Whether a pod was made from what its Deployment says now.</summary>
    public static bool IsCurrent(StoredObject pod, StoredObject deployment) =>
        pod.Owner == deployment.Uid && pod.Body["metadata"]!["annotations"]![Generation]!.GetValue<string>() == $"{deployment.Generation}";

    /// <inheritdoc />
    public IEnumerable<Action> Todo(Cluster cluster)
    {
        foreach (var deployment in cluster.Objects.OfKind("Deployment").Where(deployment => !deployment.Deleting))
        {
            var pods = cluster.Objects.OfKind("Pod").Where(pod => pod.Owner == deployment.Uid).ToList();
            foreach (var old in pods.Where(pod => !pod.Deleting && !IsCurrent(pod, deployment)))
                yield return () => cluster.Delete(Actor.ReplicaSetController, old.Key);
            // A pod that is on its way out on a dead node isn't waited for.
            if (pods.All(pod => pod.Deleting && pod.Node is { } node && !cluster.State.Kubelets.Contains(node)))
            {
                yield return () => cluster.Create(
                    Actor.ReplicaSetController, Pod(deployment, pods.Count), pod => pod with { Owner = deployment.Uid });
            }
        }
    }

    private static JsonObject Pod(StoredObject deployment, int number)
    {
        var template = deployment.Body["spec"]!["template"]!;
        var metadata = (template["metadata"]?.DeepClone() as JsonObject) ?? [];
        metadata["name"] = $"{deployment.Key.Name}-{deployment.Generation}-{number}";
        metadata["namespace"] = deployment.Key.Namespace;
        metadata["annotations"] = new JsonObject { [Generation] = $"{deployment.Generation}" };
        var spec = template["spec"]!.DeepClone();
        return new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Pod", ["metadata"] = metadata, ["spec"] = spec };
    }
}
