using System.Text.Json.Nodes;

namespace Infra.Verifying.Isolation;

/// <summary>Whether a tenant can say what Kubernetes reports: where traffic goes follows from it.</summary>
internal static class ReportedStatusCheck
{
    private static readonly Refusal[] Refused = [Refusal.Rights, Refusal.Guard("infra-reported-status")];

    public static LiveCheck Check { get; } = new("status-reported-by-kubernetes", "isolation",
        "No tenant writes the status of its Services and pods, which traffic follows.")
    {
        Probes = cluster => cluster.ForEachNamespace((tenant, ns, cancellation) =>
            TryAsync(new Target(cluster, tenant, ns), cancellation)),
    };

    private static async Task<IEnumerable<Observation>> TryAsync(Target target, CancellationToken cancellation)
    {
        var service = await StatusAsync(target, "Service", new JsonObject
        {
            ["loadBalancer"] = new JsonObject { ["ingress"] = new JsonArray(new JsonObject { ["ip"] = Target.Elsewhere }) },
        }, cancellation).ConfigureAwait(false);
        var pod = await StatusAsync(target, "Pod", new JsonObject
        {
            ["podIP"] = Target.Elsewhere,
            ["podIPs"] = new JsonArray(new JsonObject { ["ip"] = Target.Elsewhere }),
        }, cancellation).ConfigureAwait(false);
        return await Attack.TryAsync(target.Cluster, $"namespace {target.Namespace}",
        [
            new("an address in a Service's status", service, Refused),
            new("an address in a pod's status", pod, Refused) { MayMissIt = pod.Name != Target.Name },
        ], cancellation).ConfigureAwait(false);
    }

    // Of one that is there: without it, a tenant that has the right would be told that there is none, before any guard is asked.
    private static async Task<DryRun> StatusAsync(Target target, string kind, JsonObject status, CancellationToken cancellation)
    {
        var first = (await target.Cluster.ListAsync("v1", kind, target.Namespace, cancellation).ConfigureAwait(false))
            .OrderBy(LiveObjects.IsPassing).FirstOrDefault();
        return target.Write(WriteVerb.Merge, "v1", kind, first?.Name() ?? Target.Name, new JsonObject { ["status"] = status })
            with
        { Subresource = "status" };
    }
}
