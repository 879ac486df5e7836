using Infra.Components.LoadBalancing;

namespace Infra.Verifying.Platform;

/// <summary>Who announces the tenants' addresses. MetalLB's speakers report it in objects of their own.</summary>
internal static class AnnouncementCheck
{
    public static LiveCheck Check { get; } = new(
        "announced-by-own-node", "platform", "Every tenant's address is announced by its own node alone.")
    {
        Probes = cluster => cluster.ForEachTenant((tenant, cancellation) => FindAsync(cluster, tenant, cancellation)),
    };

    private static async Task<IEnumerable<Observation>> FindAsync(LiveCluster cluster, LiveTenant tenant, CancellationToken cancellation)
    {
        var kind = cluster.Settings.Cluster.Announcement == AnnouncementMode.Bgp ? "ServiceBGPStatus" : "ServiceL2Status";
        var announcers = (await cluster.ListAsync(Announcements.ApiVersion, kind, cancellation).ConfigureAwait(false))
            .Where(status => tenant.Namespaces.Contains(status.Word("status", "serviceNamespace") ?? ""))
            .Select(status => status.Word("status", "node") ?? "")
            .Distinct().Order(StringComparer.Ordinal).ToList();
        return announcers is [var only] && only == tenant.Node
            ? []
            :
            [
                new Fault(
                    $"address {tenant.Address ?? "of unknown value"} of tenant {tenant.Name}",
                    $"is announced by {(announcers.Count == 0 ? "nobody" : string.Join(", ", announcers))}, not by {tenant.Node} alone",
                    $"see the speaker's log on {tenant.Node}, and the node's label (check nodes-as-declared)"),
            ];
    }
}
