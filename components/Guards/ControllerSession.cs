using Infra.Components.Ingress;

namespace Infra.Components.Guards;

/// <summary>
/// Keeps a tenant out of its ingress controller's pods: a command there has the controller's token and its way to the API. Such a request
/// says no more of a pod than its name, which begins with that of the Helm release.
/// </summary>
internal static class ControllerSession
{
    private static readonly string Prefixes = string.Join(
        ", ", IngressControllers.All.Select(controller => $"\"{controller.Release}-\""));

    public static readonly ValidatingGuard Guard =
        new("infra-controller-session", [new("", ["pods/attach", "pods/exec"], "CONNECT")])
        {
            Conditions = [Actors.NoAdministrator],
            Rules =
            [
                new($"![{Prefixes}].exists(prefix, request.name.startsWith(prefix))",
                    $"""
                    pod `request.name` is the ingress controller's by its name (`[{Prefixes}].join(", ")`), and nobody's to enter; name an
                    application's pods otherwise
                    """),
            ],
        };
}
