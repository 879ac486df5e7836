namespace Infra.Components.Guards;

/// <summary>
/// Limits how long a tenant's pod may take to end: one that ignores SIGTERM holds its namespace, or a drain, for as long as its grace
/// period says. It stands in the pod, in the template that the pod is made from, and in the request that deletes it.
/// </summary>
internal static class TerminationPeriods
{
    /// <summary>
    /// Seconds at most: longer than a drain waits here (120 s: <c>K3s/Scripts/unregister-node.sh</c>), so that what a longer time would be
    /// for isn't promised, and as long as Pulumi waits for a namespace to go.
    /// </summary>
    private const int Longest = 600;

    public static readonly ValidatingGuard Guard = new("infra-termination-periods",
    [
        new("", ["pods"], "CREATE", "UPDATE", "DELETE"),
        new("", ["podtemplates", "replicationcontrollers"], "CREATE", "UPDATE"),
        new("", ["pods/eviction"], "CREATE"),
        new("apps", ["daemonsets", "deployments", "replicasets", "statefulsets"], "CREATE", "UPDATE"),
        new("batch", ["cronjobs", "jobs"], "CREATE", "UPDATE"),
    ])
    {
        LooksAt = [OfPods("object")],
        Variables =
        [
            new("periods", $"""
                (object == null ? [] : {OfPods("object")}) +
                  (request.operation == "DELETE" ? [dyn(request).?options.?gracePeriodSeconds.orValue(0)] : []) +
                  (request.kind.kind == "Eviction" ? [dyn(object).?deleteOptions.?gracePeriodSeconds.orValue(0)] : [])
                """),
        ],
        Rules =
        [
            new($"variables.periods.all(seconds, int(seconds) <= {Longest})",
                $"""
                a pod has at most {Longest} s to end, as it would keep its namespace and its node waiting: write no more than that as
                terminationGracePeriodSeconds, or behind --grace-period
                """),
        ],
    };

    // Of several kinds, hence untyped.
    private static string OfPods(string o) => $"""
        (request.kind.kind == "Pod" ? [dyn({o})] : {PodTemplates.Of(o)})
          .map(pod, pod.?spec.?terminationGracePeriodSeconds.orValue(0))
        """;
}
