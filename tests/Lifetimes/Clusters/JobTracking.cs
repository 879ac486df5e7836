namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>The Job controller's part in the end of a pod: it counts each pod that has ended, and only then lets it go.</summary>
internal sealed class JobTracking : IControlLoop
{
    /// <summary>The finalizer of pods that aren't counted yet.</summary>
    public const string Finalizer = "batch.kubernetes.io/job-tracking";

    /// <inheritdoc />
    public IEnumerable<Action> Todo(Cluster cluster) => cluster.Objects.OfKind("Pod")
        .Where(pod => pod.Finalizers.Contains(Finalizer) && (pod.Ended || (pod.Deleting && pod.Node is null)))
        .Select(pod => (Action)(() => cluster.Update(
            Actor.JobController, pod.Key, one => one with { Finalizers = one.Finalizers.Remove(Finalizer) })));
}
