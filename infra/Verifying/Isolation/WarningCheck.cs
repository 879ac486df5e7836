using Infra.Clusters;

namespace Infra.Verifying.Isolation;

/// <summary>Whether a tenant is told what would be taken for granted otherwise.</summary>
internal static class WarningCheck
{
    private const string Guard = "infra-ingress-annotations";

    // The community's NGINX reads it, which isn't offered.
    private const string Unread = "nginx.ingress.kubernetes.io/whitelist-source-range";

    public static LiveCheck Check { get; } = new(
        "unread-annotations-warned", "isolation", "A tenant is warned of annotations of its Ingresses that nobody reads.")
    {
        Probes = cluster => cluster.ForEachNamespace((tenant, ns, cancellation) =>
            TryAsync(new Target(cluster, tenant, ns), cancellation)),
    };

    private static async Task<IEnumerable<Observation>> TryAsync(Target target, CancellationToken cancellation)
    {
        if (target.OwnHost is not { } host) return [];
        var ingress = HonestWorkChecks.Ingress(target, host);
        ingress.Body!["metadata"]!["annotations"]![Unread] = "203.0.113.0/24";
        var answer = await target.Cluster.TryAsync(ingress, cancellation).ConfigureAwait(false);
        if (!answer.Succeeded) throw new ClusterException($"an Ingress was answered with {answer.Status}: {answer.Message}");
        return answer.Warnings.Any(warning => warning.Contains($"'{Guard}'", StringComparison.Ordinal))
            ? []
            : [new Fault($"namespace {target.Namespace}", $"admits an Ingress with {Unread} without a warning",
                $"look whether {Guard} is as planned (check objects-as-planned)")];
    }
}
