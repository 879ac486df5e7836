using System.Text.Json.Nodes;
using Infra.Clusters;
using Infra.Components.Certificates;
using Infra.Planning;
using Infra.Verifying.Isolation;

namespace Infra.Verifying.Platform;

/// <summary>
/// Network policies that are there beside the program's, whoever made them: policies only add up, so one that opens too much counts. What
/// is too much says the guard, which is asked whether it would let the tenant make each of them.
/// </summary>
internal static class OpenPolicyCheck
{
    private const string ApiVersion = "networking.k8s.io/v1";
    private const string Kind = "NetworkPolicy";

    private static readonly Refusal Guard = Refusal.Guard("infra-network-policies");

    public static LiveCheck Check { get; } = new(
        "policies-open-no-more", "platform", "No network policy that is there opens what the platform closed, whoever made it.")
    {
        Probes = cluster => cluster.ForEachNamespace((tenant, ns, cancellation) =>
                FindAsync(new Target(cluster, tenant, ns), cancellation))
            .Append(new Probe($"namespace {CertManagerComponent.Namespace}", cancellation =>
                FindStrangersAsync(cluster, CertManagerComponent.Namespace, cancellation))),
    };

    private static async Task<IEnumerable<Observation>> FindAsync(Target target, CancellationToken cancellation)
    {
        var seen = new List<Observation>();
        foreach (var policy in await UnplannedAsync(target.Cluster, target.Namespace, cancellation).ConfigureAwait(false))
        {
            var where = LiveObjects.Shown(Kind, target.Namespace, policy.Name());
            var answer = await target.Cluster.TryAsync(
                target.Create(ApiVersion, Kind, new JsonObject { ["spec"] = policy["spec"]?.DeepClone() }), cancellation)
                .ConfigureAwait(false);
            if (Guard.Is(answer))
            {
                seen.Add(new Fault(
                    where, $"opens more than its tenant may: {PolicyRefusal.In(answer)!.Message}",
                    $"find out from the audit log who made it; 'kubectl -n {target.Namespace} delete networkpolicy {policy.Name()}'"));
            }
            else if (!answer.Succeeded && !IsOfQuota(answer))
            {
                throw new ClusterException(
                    $"NetworkPolicy {policy.Name()}, tried anew, was answered with {answer.Status}: {answer.Message}");
            }
        }

        return seen;
    }

    // Quotas are counted after all guards have been asked.
    private static bool IsOfQuota(ApiAnswer answer) =>
        answer.Status == 403 && answer.Message.Contains("exceeded quota", StringComparison.Ordinal);

    private static async Task<IEnumerable<Observation>> FindStrangersAsync(
        LiveCluster cluster, string ns, CancellationToken cancellation) =>
        (await UnplannedAsync(cluster, ns, cancellation).ConfigureAwait(false)).Select(policy => new Fault(
            LiveObjects.Shown(Kind, ns, policy.Name()), "isn't the program's, and what it opens adds to what the program's do",
            $"find out from the audit log who made it; 'kubectl -n {ns} delete networkpolicy {policy.Name()}'"));

    private static async Task<IEnumerable<JsonObject>> UnplannedAsync(LiveCluster cluster, string ns, CancellationToken cancellation)
    {
        var planned = cluster.Plan.Objects(Kind).Where(policy => policy.Namespace() == ns).Select(PlanQueries.ObjectName).ToHashSet();
        return (await cluster.ListAsync(ApiVersion, Kind, ns, cancellation).ConfigureAwait(false))
            .Where(policy => !planned.Contains(policy.Name()));
    }
}
