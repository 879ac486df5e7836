using Infra.Components.Ingress;

namespace Infra.Components.Guards;

/// <summary>
/// Keeps a tenant out of its ingress controller: commands in its pod, connections to it, tokens of its account, the number of its pods.
/// From there one sees what the cluster's classes and nodes are called, and reaches the API. A request for a command doesn't show the pod's
/// labels, so names count: pods are called after their Deployment.
/// </summary>
internal static class ControllerAccess
{
    private const string TokenAccount = "kubernetes.io/service-account.name";

    private static readonly string Deployments = string.Join(
        ", ", IngressControllers.All.Select(controller => $"\"{controller.Deployment}\""));

    public static readonly ValidatingGuard Guard = new("infra-controller-access",
    [
        new("", ["pods/attach", "pods/exec", "pods/portforward", "pods/proxy"], "CONNECT"),
        new("", ["serviceaccounts/token"], "CREATE"),
        new("", ["secrets"], "CREATE", "UPDATE"),
        new("apps", ["deployments/scale"], "UPDATE"),
        new("autoscaling", ["horizontalpodautoscalers"], "CREATE", "UPDATE"),
    ])
    {
        // A kubelet gets the token for the controller's pod; the API server holds it to its own node's pods.
        Conditions = [Actors.NoAdministrator, Actors.NoController, Actors.NoKubelet],
        LooksAt = [LookedAt.Spec, $"""{LookedAt.Annotations}[?"{TokenAccount}"]"""],
        Variables =
        [
            new("kind", "request.resource.resource"),
            // The account that a token is asked for.
            new("account", $"""
                variables.kind == "serviceaccounts" ? request.name :
                variables.kind == "secrets" ?
                  dyn(object).metadata.?annotations[?"{TokenAccount}"].orValue("") : ""
                """),
            // The Deployment whose number of pods is set.
            new("scaled", """
                variables.kind == "deployments" ? request.name :
                variables.kind == "horizontalpodautoscalers" ? string(dyn(object).spec.scaleTargetRef.name) : ""
                """),
        ],
        Rules =
        [
            new($"""
                variables.kind != "pods" || ![{Deployments}].exists(name, request.name.startsWith(name + "-"))
                """.Trim(),
                """
                pod `request.name` is the ingress controller's by its name, which the platform runs: no commands and connections go there;
                read its log, and give an application's Deployment another name
                """),
            new($"""variables.account != "{IngressRolesComponent.ServiceAccount}" """.Trim(),
                $"""
                tokens of the service account {IngressRolesComponent.ServiceAccount} are for the ingress controller alone, which the
                platform runs: make an account of the application's own
                """),
            new($"!(variables.scaled in [{Deployments}])",
                """
                Deployment `variables.scaled` is the ingress controller's, which the platform runs with one pod: its number can't be
                changed; give an application's Deployment another name
                """),
        ],
    };
}
