using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Components.Certificates;
using Infra.Components.LoadBalancing;

namespace Infra.Verifying.Platform;

/// <summary>
/// Whether the platform's own parts run. Nobody notices at once that one doesn't: certificates aren't renewed, addresses of new Services
/// don't come, names aren't found.
/// </summary>
internal static class WorkloadCheck
{
    /// <summary>The namespace of K3s's own parts.</summary>
    public const string OfK3s = "kube-system";

    private static readonly ImmutableArray<string> Kinds = ["Deployment", "StatefulSet", "DaemonSet"];

    /// <summary>
    /// Deployments that must be there, whatever else is: K3s's own that the servers' configuration leaves on, and the charts'.
    /// </summary>
    public static ImmutableArray<(string Namespace, string Name)> Needed { get; } =
    [
        (OfK3s, "coredns"),
        (OfK3s, "metrics-server"),
        (CertManagerComponent.Namespace, "cert-manager"),
        (CertManagerComponent.Namespace, "cert-manager-cainjector"),
        (CertManagerComponent.Namespace, "cert-manager-webhook"),
        (Announcements.Namespace, "metallb-controller"),
    ];

    public static LiveCheck Check { get; } = new(
        "platform-workloads-ready", "platform",
        "cert-manager, MetalLB, cluster DNS and whatever else runs in the platform's namespaces have all their pods, and these are ready.")
    {
        Probes = cluster => cluster.PlatformNamespaces.Select(ns =>
            new Probe($"namespace {ns}", cancellation => FindAsync(cluster, ns, cancellation))),
    };

    /// <summary>What is wrong with a workload that should run.</summary>
    /// <param name="workload">A Deployment, StatefulSet or DaemonSet.</param>
    public static IEnumerable<Fault> Faults(JsonObject workload)
    {
        var (kind, ns, name) = (workload.Word("kind")!, workload.Namespace(), workload.Name());
        var where = LiveObjects.Shown(kind, ns, name);
        var (wanted, available) = kind == "DaemonSet"
            ? (workload.Count("status", "desiredNumberScheduled") ?? 0, workload.Count("status", "numberAvailable") ?? 0)
            : (workload.Count("spec", "replicas") ?? 1, workload.Count("status", "availableReplicas") ?? 0);
        if (wanted == 0 && kind != "DaemonSet")
            yield return new Fault(where, "has 0 replicas", $"kubectl -n {ns} scale {kind.ToLowerInvariant()} {name} --replicas=1");
        else if (available < wanted)
        {
            yield return new Fault(
                where, string.Create(CultureInfo.InvariantCulture, $"has {available} of {wanted} pods that are ready"),
                $"see 'kubectl -n {ns} describe {kind.ToLowerInvariant()} {name}' and 'kubectl -n {ns} get pods -o wide'");
        }
    }

    private static async Task<IEnumerable<Observation>> FindAsync(LiveCluster cluster, string ns, CancellationToken cancellation)
    {
        var workloads = new List<JsonObject>();
        foreach (var kind in Kinds)
        {
            // Items of a list don't say their kind.
            foreach (var workload in await cluster.ListAsync("apps/v1", kind, ns, cancellation).ConfigureAwait(false))
            {
                var copy = workload.DeepClone().AsObject();
                copy["kind"] = kind;
                workloads.Add(copy);
            }
        }

        var missing = Needed.Where(needed => needed.Namespace == ns && !workloads.Any(workload =>
            workload.Word("kind") == "Deployment" && workload.Name() == needed.Name));
        return workloads.SelectMany(Faults).Concat(missing.Select(needed => new Fault(
            LiveObjects.Shown("Deployment", ns, needed.Name), "isn't there", ns == OfK3s
                ? "run 'systemctl restart k3s' on a server: K3s makes its own parts again when it starts"
                : cluster.RenewalOfRelease(ns))));
    }
}
