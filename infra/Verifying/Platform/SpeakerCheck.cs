using Infra.Components.LoadBalancing;

namespace Infra.Verifying.Platform;

/// <summary>Where MetalLB's speakers run. A node without one announces nothing, and nobody says so.</summary>
internal static class SpeakerCheck
{
    public static LiveCheck Check { get; } = new(
        "speaker-on-every-node", "platform", "A speaker of MetalLB's is ready on every tenant's node.")
    {
        Probes = cluster => cluster.ForEachTenant((tenant, cancellation) => FindAsync(cluster, tenant, cancellation)),
    };

    private static async Task<IEnumerable<Observation>> FindAsync(LiveCluster cluster, LiveTenant tenant, CancellationToken cancellation)
    {
        var ready = (await cluster.ListAsync("v1", "Pod", cancellation).ConfigureAwait(false))
            .Where(pod => pod.Namespace() == Announcements.Namespace && pod.Label("app.kubernetes.io/component") == "speaker")
            .Any(pod => pod.Word("spec", "nodeName") == tenant.Node && pod.Condition("Ready") == true);
        return ready
            ? []
            : [new Fault(
                $"Node {tenant.Node}", "has no speaker that is ready, so nothing announces its tenant's address",
                $"see 'kubectl -n {Announcements.Namespace} get pods -o wide' and the taints that the speakers tolerate")];
    }
}
