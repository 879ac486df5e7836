namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>
/// Kubernetes' garbage collector: of what is deleted in the foreground it deletes what that owns, and then lets it go; what has lost its
/// owner it deletes.
/// </summary>
internal sealed class GarbageCollection : IControlLoop
{
    /// <inheritdoc />
    public IEnumerable<Action> Todo(Cluster cluster)
    {
        var uids = cluster.Objects.All.Select(stored => stored.Uid).ToHashSet();
        foreach (var stored in Ordered(cluster))
        {
            if (stored.Deleting && stored.Finalizers.Contains(StoredObject.Foreground))
            {
                var owned = cluster.Objects.All.Where(other => other.Owner == stored.Uid).ToList();
                if (owned.Count == 0)
                {
                    yield return () => cluster.Update(Actor.GarbageCollector, stored.Key, one =>
                        one with { Finalizers = one.Finalizers.Remove(StoredObject.Foreground) });
                }

                foreach (var other in owned.Where(other => !other.Deleting))
                    yield return () => cluster.Delete(Actor.GarbageCollector, other.Key, foreground: true);
            }
            else if (stored.Owner != 0 && !stored.Deleting && !uids.Contains(stored.Owner))
            {
                yield return () => cluster.Delete(Actor.GarbageCollector, stored.Key);
            }
        }
    }

    private static IEnumerable<StoredObject> Ordered(Cluster cluster) => cluster.Objects.All
        .Where(stored => stored.Deleting || stored.Owner != 0).OrderBy(stored => stored.Uid);
}
