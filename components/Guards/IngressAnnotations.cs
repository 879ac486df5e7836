using Infra.Components.Ingress;

namespace Infra.Components.Guards;

/// <summary>
/// Warns of annotations of an Ingress that nobody reads, as they are another controller's than the tenant's: without a word they would be
/// taken for granted, a limit or a password among them.
/// </summary>
internal static class IngressAnnotations
{
    /// <summary>Those of the community's NGINX, which is retired, and not offered.</summary>
    private const string Retired = "nginx.ingress.kubernetes.io/";

    /// <summary>Objects of Traefik's own kinds, which its chart's values turn off here: it leaves out a router that names one.</summary>
    private const string Middlewares = "traefik.ingress.kubernetes.io/router.middlewares";

    public static readonly ValidatingGuard Guard =
        new("infra-ingress-annotations", [new("networking.k8s.io", ["ingresses"], "CREATE", "UPDATE")])
        {
            Warns = true,
            LooksAt = [LookedAt.Annotations],
            Variables =
            [
                Tenant.IngressClass,
                new("unread", $"""
                    object.metadata.?annotations.orValue({"{}"}).filter(key, key.startsWith("{Retired}") ||
                      {string.Join(" ||\n  ", IngressControllers.All.Select(Foreign))})
                    """),
            ],
            Rules =
            [
                new("variables.unread.size() == 0",
                    """
                    nobody reads `variables.unread.join(", ")`, as the tenant's ingress controller (class `variables.class`) is another:
                    look up its own annotations
                    """),
                new($"""!("{Middlewares}" in object.metadata.?annotations.orValue({"{}"}))""",
                    $"""
                    {Middlewares} names a Middleware, and those aren't served here: Traefik answers 404 for the Ingress' hosts; leave it
                    out, and have the application do what it is for; redirection to HTTPS is a setting of the platform's
                    """),
            ],
        };

    private static string Foreign(IngressController controller) => $"""
        !variables.class.startsWith("{controller.Word}-") &&
            [{string.Join(", ", controller.AnnotationPrefixes.Select(prefix => $"\"{prefix}\""))}].exists(prefix, key.startsWith(prefix))
        """;
}
