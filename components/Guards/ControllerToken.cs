using Infra.Components.Ingress;

namespace Infra.Components.Guards;

/// <summary>
/// Keeps a tenant from a token of its ingress controller's account, with which it would be the controller to the API. Kubelets ask for it
/// on behalf of the controller's own pod, which the API server holds them to.
/// </summary>
internal static class ControllerToken
{
    public static readonly ValidatingGuard Guard = new("infra-controller-token",
    [
        new("", ["secrets"], "CREATE", "UPDATE"),
        new("", ["serviceaccounts/token"], "CREATE"),
    ])
    {
        Conditions = [Actors.NoAdministrator, Actors.NoController, Actors.NoKubelet],
        Variables =
        [
            new("account", """
                request.kind.kind == "TokenRequest" ? request.name :
                  object.metadata.?annotations[?"kubernetes.io/service-account.name"].orValue("")
                """),
        ],
        Rules =
        [
            new($"""variables.account != "{IngressRolesComponent.ServiceAccount}" """.Trim(),
                $"""
                the service account {IngressRolesComponent.ServiceAccount} is the ingress controller's, which the platform runs: nobody else
                gets a token of it; make an account of your own
                """),
        ],
    };
}
