namespace Infra.Components.Guards;

/// <summary>
/// Leaves to Kubernetes what it reports and then acts on: a Service's address, whose traffic every node takes (CVE-2020-8554), and a pod's,
/// to which Services lead.
/// </summary>
internal static class ReportedStatus
{
    public static readonly ValidatingGuard Guard = new("infra-reported-status",
    [
        new("", ["pods/status", "services/status"], "UPDATE"),
    ])
    {
        Conditions =
        [
            Actors.NoAdministrator, Actors.NoController, Actors.NoCloudController, Actors.NoKubelet, Actors.NoScheduler, Actors.NoMetalLB,
        ],
        // Who writes a status can write labels and annotations with it.
        LooksAt = ["object.?status", LookedAt.Labels, LookedAt.Annotations],
        Rules =
        [
            new("false", """
                the status of `request.kind.kind` `request.name` is reported by Kubernetes and the load balancer alone, as traffic follows
                it: change the spec instead
                """),
        ],
    };
}
