using Infra.Components.Ingress;

namespace Infra.Components.Guards;

/// <summary>
/// Keeps a tenant's pods from passing for its ingress controller: network policies know that by a label, and let it reach the API and be
/// reached from everywhere. What Kubernetes' controllers make follows from templates, which are looked at here.
/// </summary>
internal static class ControllerIdentity
{
    private const string NameLabel = "app.kubernetes.io/name";

    private static readonly string PodNames = string.Join(
        ", ", IngressControllers.All.Select(controller => $"\"{controller.PodName}\""));

    public static readonly ValidatingGuard Guard = new("infra-controller-identity",
    [
        new("", ["pods", "podtemplates", "replicationcontrollers"], "CREATE", "UPDATE"),
        new("", ["pods/ephemeralcontainers"], "UPDATE"),
        new("apps", ["controllerrevisions", "daemonsets", "deployments", "replicasets", "statefulsets"], "CREATE", "UPDATE"),
        new("batch", ["cronjobs", "jobs"], "CREATE", "UPDATE"),
    ])
    {
        Conditions = [Actors.NoAdministrator, Actors.NoController],
        LooksAt = [LookedAt.Labels, LookedAt.Spec, "object.?template", "object.?data"],
        Variables =
        [
            // Of several kinds, hence untyped.
            new("pods", $"{Pods("object")} + {Pods("oldObject")}"),
        ],
        Rules =
        [
            new($"""!variables.pods.exists(pod, pod.?metadata.?labels[?"{NameLabel}"].orValue("") in [{PodNames}])""",
                $"""
                the label {NameLabel} of this pod, or of the pods made from this template, is the ingress controller's
                (`[{PodNames}].join(", ")`), which the platform runs; give an application's pods another name
                """),
            new($"""!variables.pods.exists(pod, pod.?spec.?serviceAccountName.orValue("") == "{IngressRolesComponent.ServiceAccount}")""",
                $"""
                the service account {IngressRolesComponent.ServiceAccount} is the ingress controller's, which the platform runs; give an
                application's pods an account of their own, or none
                """),
            new("""request.kind.kind != "ControllerRevision" """.Trim(),
                """
                a ControllerRevision is Kubernetes' own, as a StatefulSet's pods are made from it, whatever the StatefulSet says: change
                the template of the StatefulSet or DaemonSet
                """),
        ],
    };

    private static string Pods(string o) =>
        $"""({o} == null ? [] : request.kind.kind in ["ControllerRevision", "Pod"] ? [dyn({o})] : {PodTemplates.Of(o)})""";
}
