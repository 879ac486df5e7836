using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Infra.Clusters;

namespace Infra.Verifying.Traffic;

/// <summary>What a tenant's pod reaches, tried by one that lives for seconds.</summary>
internal static class InsideCheck
{
    private static readonly TimeSpan LongestRemoval = TimeSpan.FromSeconds(30);

    public static LiveCheck Check { get; } = new(
        "pods-kept-inside", "traffic",
            "No tenant's pod reaches another tenant's pods and Services, nodes, the API or the metadata service.")
    {
        Probes = cluster => cluster.ForEachTenant((tenant, cancellation) => TryAsync(cluster, tenant, cancellation)),
    };

    private static async Task<IEnumerable<Observation>> TryAsync(LiveCluster cluster, LiveTenant tenant, CancellationToken cancellation)
    {
        var ns = tenant.Namespaces[0];
        var list = $"api/v1/namespaces/{ns}/pods";
        await RemoveLeftoversAsync(cluster, tenant, list, cancellation).ConfigureAwait(false);
        var targets = await ProbeTargets.OfAsync(cluster, tenant, cancellation).ConfigureAwait(false);
        if (!targets.Any(target => target.MustAnswer))
            return [new Obstacle($"tenant {tenant.Name}", "has nothing that a probe must reach, so that its silence would say nothing")];
        var name = $"infra-probe-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
        var pod = ProbePod.Of(ns, name, tenant.Name, cluster.Traffic!.Image, cluster.Traffic.PodPatience, targets);
        try
        {
            // In the tenant's own name, past all guards that its pods pass. The answer is waited for whatever happens: a pod that is still
            // being made can't be removed.
            var made = await cluster.SendAsync(
                new ApiRequest(HttpMethod.Post, list, pod) { Headers = tenant.Identity.Headers }, CancellationToken.None)
                .ConfigureAwait(false);
            if (!made.Succeeded) throw new ClusterException($"the probe can't be made ({made.Status}): {made.Message}");
            return Judge(tenant, targets, await EndAsync(cluster, $"{list}/{name}", cancellation).ConfigureAwait(false));
        }
        finally
        {
            // Also when there was no answer to its creation, and not by what ended the probe.
            using var limit = new CancellationTokenSource(LongestRemoval);
            await cluster.SendAsync(new ApiRequest(HttpMethod.Delete, $"{list}/{name}?gracePeriodSeconds=0"),
                limit.Token).ConfigureAwait(false);
        }
    }

    // Those of killed runs. One that may still run is another run's.
    private static async Task RemoveLeftoversAsync(LiveCluster cluster, LiveTenant tenant, string list, CancellationToken cancellation)
    {
        foreach (var pod in await cluster.ListAsync("v1", "Pod", tenant.Namespaces[0], cancellation).ConfigureAwait(false))
        {
            if (pod.Label(ProbePod.Label) is null) continue;
            var age = cluster.Now - DateTimeOffset.Parse(pod.Word("metadata", "creationTimestamp") ?? "", CultureInfo.InvariantCulture);
            if (age < cluster.Traffic!.PodPatience + LongestRemoval) continue;
            await cluster.SendAsync(
                new ApiRequest(HttpMethod.Delete, $"{list}/{pod.Name()}?gracePeriodSeconds=0"), cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the pod's end.</summary>
    /// <returns>Its last words.</returns>
    private static async Task<string> EndAsync(LiveCluster cluster, string path, CancellationToken cancellation)
    {
        var time = Stopwatch.StartNew();
        while (true)
        {
            var answer = await cluster.SendAsync(new ApiRequest(HttpMethod.Get, path), cancellation).ConfigureAwait(false);
            if (!answer.Succeeded) throw new ClusterException($"the probe can't be looked at ({answer.Status}): {answer.Message}");
            var container = answer.Body.Items("status", "containerStatuses").FirstOrDefault();
            switch (answer.Body.Word("status", "phase"))
            {
                case "Succeeded":
                    return container.Word("state", "terminated", "message") ?? "";
                case "Failed":
                    throw new ClusterException($"the probe failed: {Reason(answer.Body, container, "terminated")}");
            }

            if (time.Elapsed > cluster.Traffic!.PodPatience)
                throw new ClusterException($"the probe didn't come to its end: {Reason(answer.Body, container, "waiting")}");
            await Task.Delay(cluster.Traffic.Pause, cancellation).ConfigureAwait(false);
        }
    }

    private static string Reason(JsonNode? pod, JsonNode? container, string state) => string.Join(", ", new[]
    {
        pod.Word("status", "reason"), pod.Word("status", "message"), container.Word("state", state, "reason"),
            container.Word("state", state, "message"),
        pod.Items("status", "conditions").Where(condition => condition.Word("status") == "False")
            .Select(condition => condition.Word("message")).FirstOrDefault(),
    }.OfType<string>().DefaultIfEmpty("Kubernetes gives no reason"));

    private static IEnumerable<Observation> Judge(LiveTenant tenant, ImmutableArray<ProbeTarget> targets, string words)
    {
        var where = $"pod of tenant {tenant.Name}";
        var lines = words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length == 0 || lines[^1] != ProbePod.End) return [new Obstacle(where, "the probe's words are incomplete")];
        var reached = lines[..^1].Select(line => targets[int.Parse(line, NumberStyles.None, CultureInfo.InvariantCulture)]).ToHashSet();
        var silent = targets.Where(target => target.MustAnswer && !reached.Contains(target)).ToList();
        if (silent.Count > 0)
            return [new Obstacle(where, $"doesn't even reach {string.Join(", ", silent.Select(Shown))}, so that its silence says nothing")];
        return targets.Where(target => !target.MustAnswer && reached.Contains(target)).Select(target => new Fault(
            where, $"reaches {Shown(target)}",
                "see whether the namespace's network policies are there, K3s enforces them, and the node's firewall is loaded"));
    }

    private static string Shown(ProbeTarget target) =>
        string.Create(CultureInfo.InvariantCulture, $"{target.What} ({target.Address}:{target.Port})");
}
