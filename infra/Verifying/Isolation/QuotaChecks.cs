using System.Collections.Immutable;

namespace Infra.Verifying.Isolation;

/// <summary>What a tenant can use up.</summary>
internal static class QuotaChecks
{
    private const string Group = "isolation";
    private const string Kind = "ResourceQuota";

    private static readonly string[] Computing = ["requests.cpu", "requests.memory", "requests.ephemeral-storage", "requests.storage"];

    private static readonly string[] Objects =
    [
        "pods", "services", "replicationcontrollers", "resourcequotas", "secrets", "configmaps", "persistentvolumeclaims",
        "services.nodeports", "services.loadbalancers",
    ];

    private static readonly string[] Changes = ["create", "update", "patch", "delete", "deletecollection"];

    public static ImmutableArray<LiveCheck> All { get; } =
    [
        Of("computing-counted", "CPU, memory and disk of every tenant's namespace are counted.", "MTB-PL1-CC-FNS-1", Computing),
        Of("objects-counted", "Objects of every tenant's namespace are counted, node ports and load balancers among them.",
            "MTB-PL1-CC-FNS-2", Objects),
        new("quotas-kept", Group, "No tenant may write quotas or limits.")
        {
            Benchmarks = ["MTB-PL1-CC-TI-1"],
            Probes = cluster => cluster.ForEachNamespace((tenant, ns, cancellation) => FindRightsAsync(cluster, tenant, ns, cancellation)),
        },
    ];

    private static LiveCheck Of(string id, string title, string benchmark, string[] resources) => new(id, Group, title)
    {
        Benchmarks = [benchmark],
        Probes = cluster => cluster.ForEachNamespace((_, ns, cancellation) => FindCountsAsync(cluster, ns, resources, cancellation)),
    };

    // Only what Kubernetes' own controller reports as counted is enforced.
    private static async Task<IEnumerable<Observation>> FindCountsAsync(
        LiveCluster cluster, string ns, string[] resources, CancellationToken cancellation)
    {
        var counted = (await cluster.ListAsync("v1", Kind, ns, cancellation).ConfigureAwait(false))
            .SelectMany(quota => (quota["status"]?["hard"]?.AsObject() ?? []).Select(entry => entry.Key)).ToHashSet();
        return resources.Where(resource => !counted.Contains(resource)).Select(resource => new Fault(
            $"namespace {ns}", $"has no quota that counts {resource}",
                "see the quota's status, and whether it is as planned (check objects-as-planned)"));
    }

    private static async Task<IEnumerable<Observation>> FindRightsAsync(
        LiveCluster cluster, LiveTenant tenant, string ns, CancellationToken cancellation)
    {
        var seen = new List<Observation>();
        foreach (var resource in new[] { "resourcequotas", "limitranges" })
        {
            foreach (var verb in Changes)
            {
                if (await AccessReview.MayAsync(cluster, tenant.Identity, verb, "", resource, ns, null, cancellation).ConfigureAwait(false))
                    seen.Add(new Fault($"tenant {tenant.Name}", $"may {verb} {resource} in namespace {ns}",
                        "leave it out of the tenants' role"));
            }
        }

        return seen;
    }
}
