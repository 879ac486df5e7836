using System.Text.Json.Nodes;
using Infra.Components.Kubernetes;

namespace Infra.Verifying.Platform;

/// <summary>
/// Whether a namespace passes for a tenant's that the settings don't know: by that label guards, network policies and ingress controllers
/// take it for one.
/// </summary>
internal static class StrayNamespaceCheck
{
    private const string Kind = "Namespace";

    public static LiveCheck Check { get; } = new(
        "tenants-namespaces-declared", "platform", "No namespace has a tenant's label but those of the settings.")
    {
        Probes = cluster => [new Probe("namespaces", cancellation => FindAsync(cluster, cancellation))],
    };

    private static async Task<IEnumerable<Observation>> FindAsync(LiveCluster cluster, CancellationToken cancellation)
    {
        var declared = cluster.AllTenants.SelectMany(tenant => tenant.Namespaces).ToHashSet();
        return (await cluster.ListAsync("v1", Kind, cancellation).ConfigureAwait(false))
            .Where(ns => ns.Label(TenantLabels.OwnerKey) is not null && !declared.Contains(ns.Name()))
            .Select(Found);
    }

    private static Fault Found(JsonObject ns) => new(
        $"{Kind} {ns.Name()}",
        $"has the label {TenantLabels.OwnerKey}={ns.Label(TenantLabels.OwnerKey)}, and no tenant of the settings has it",
        ns.Word("metadata", "deletionTimestamp") is null
            ? $"delete it if nobody needs it; otherwise take the label off: 'kubectl label namespace {ns.Name()} {TenantLabels.OwnerKey}-'"
            : $"it is being deleted: 'kubectl get namespace {ns.Name()} -o yaml' says what is waited for");
}
