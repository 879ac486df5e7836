namespace Infra.Verifying.Isolation;

/// <summary>
/// Who runs on a tenant's node. The benchmarks ask for images to be pulled always, so that no tenant starts another's private image from a
/// node's store; here no node is shared, and this check holds it.
/// </summary>
internal static class NodeSharingCheck
{
    public static LiveCheck Check { get; } = new(
        "nodes-not-shared", "isolation", "On a tenant's node run its own pods and the platform's, and its pods run nowhere else.")
    {
        Benchmarks = ["MTB-PL1-CC-DI-1"],
        Probes = cluster => cluster.ForEachTenant((tenant, cancellation) => FindAsync(cluster, tenant, cancellation)),
    };

    private static async Task<IEnumerable<Observation>> FindAsync(LiveCluster cluster, LiveTenant tenant, CancellationToken cancellation)
    {
        var others = cluster.AllTenants.Where(other => other.Name != tenant.Name).SelectMany(other => other.Namespaces).ToHashSet();
        return (await cluster.ListAsync("v1", "Pod", cancellation).ConfigureAwait(false)).SelectMany(pod => Faults(pod));

        IEnumerable<Observation> Faults(System.Text.Json.Nodes.JsonObject pod)
        {
            var where = LiveObjects.Shown("Pod", pod.Namespace(), pod.Name());
            var node = pod.Word("spec", "nodeName");
            if (node == tenant.Node && others.Contains(pod.Namespace()))
                yield return new Fault(where, $"runs on {node}, the node of tenant {tenant.Name}", $"delete it, and see how it came there");
            if (node is not null && node != tenant.Node && tenant.Namespaces.Contains(pod.Namespace()))
                yield return new Fault(where, $"runs on {node}, not on its tenant's own node {tenant.Node}",
                    "delete it, and see how it came there");
        }
    }
}
