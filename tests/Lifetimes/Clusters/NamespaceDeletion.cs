namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>
/// Empties a namespace that is deleted: pods first, all else when none is left (KEP 5080), and lets it go when nothing is in it.
/// </summary>
internal sealed class NamespaceDeletion : IControlLoop
{
    /// <summary>What keeps a namespace until it is empty.</summary>
    public const string Finalizer = "kubernetes";

    /// <inheritdoc />
    public IEnumerable<Action> Todo(Cluster cluster)
    {
        foreach (var ns in cluster.Objects.OfKind("Namespace").Where(ns => ns.Deleting && ns.Finalizers.Contains(Finalizer)))
        {
            var content = cluster.Objects.In(ns.Key.Name).ToList();
            if (content.Count == 0)
            {
                yield return () => cluster.Update(
                    Actor.NamespaceController, ns.Key, one => one with { Finalizers = one.Finalizers.Remove(Finalizer) }, "finalize");
                continue;
            }

            var pods = content.Where(stored => stored.Key.Kind == "Pod").ToList();
            foreach (var stored in (pods.Count > 0 ? pods : content).Where(stored => !stored.Deleting))
                yield return () => cluster.Delete(Actor.NamespaceController, stored.Key);
        }
    }
}
