using Infra.Components.Ingress;

namespace Infra.Components.Guards;

/// <summary>
/// Holds the images of a tenant's pods to its registries, where it has a list of them. An image is looked at by its full name, as nodes
/// complete it (https://pkg.go.dev/github.com/distribution/reference): <c>web</c> is <c>docker.io/library/web</c>. Those of the platform's
/// own pods are the platform's: the ingress controller's, which is known by its account, and the ones that answer challenges.
/// </summary>
internal static class Images
{
    // Host with port, path, tag and digest; nobody but an attacker writes a host in upper case.
    private const string Reference =
        @"^([a-z0-9-]+(\\.[a-z0-9-]+)*(:[0-9]+)?/)?[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*"
        + @"(:[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64}|@sha512:[0-9a-f]{128})?$";

    public static readonly ValidatingGuard Guard = new("infra-images",
    [
        new("", ["pods"], "CREATE", "UPDATE"),
        new("", ["pods/ephemeralcontainers"], "UPDATE"),
    ])
    {
        LooksAt = [LookedAt.Spec],
        Needs = [TenantAnnotations.Registries],
        Conditions =
        [
            Actors.NoCertManager,
            new("no-ingress-controller", $"""
                object.spec.?serviceAccountName.orValue("") != "{IngressRolesComponent.ServiceAccount}"
                """),
        ],
        Variables =
        [
            new("known", Of("oldObject")),
            // A pod that runs already may be changed in other ways.
            new("images", $"""({Of("object")}).filter(image, !(image in variables.known))"""),
            new("registries", TenantAnnotations.Items(TenantAnnotations.Registries)),
            new("malformed", $"""variables.images.filter(image, !image.matches("{Reference}"))"""),
            // Without digest and tag; a first part without dot or port is no host, but for localhost.
            new("foreign", """
                variables.images.filter(image, ![image.split("@")[0]]
                  .map(name, name.lastIndexOf(":") > name.lastIndexOf("/") ? name.substring(0, name.lastIndexOf(":")) : name)
                  .map(name, name.contains("/") && (name.split("/")[0].matches("[.:]") || name.split("/")[0] == "localhost")
                    ? name : "docker.io/" + name)
                  .map(name, name.startsWith("index.docker.io/") ? name.substring(6) : name)
                  .map(name, name.startsWith("docker.io/") && name.split("/").size() == 2
                    ? "docker.io/library/" + name.substring(10) : name)
                  .all(name, variables.registries.exists(registry, name == registry || name.startsWith(registry + "/"))))
                """),
        ],
        Rules =
        [
            new("variables.registries.size() == 0 || variables.malformed.size() == 0",
                $"""
                image `{Malformed}` can't be read: write host, path and tag or digest, in lower case, such as
                `variables.registries[0]`/name:1.0
                """),
            new("variables.registries.size() == 0 || variables.foreign.size() == 0",
                $"""
                image `{Foreign}` comes from elsewhere than the tenant's registries: write one that begins with `{Registries}` (an image
                without a host is Docker Hub's: docker.io/library/name); other registries are given by the platform
                """),
        ],
    };

    private static string Malformed => GuardMessage.Short("""variables.malformed.map(image, "\"" + image + "\"").join(", ")""");

    private static string Foreign => GuardMessage.Short("""variables.foreign.join(", ")""");

    private static string Registries => GuardMessage.Short("""variables.registries.join(" or ")""");

    /// <summary>All images that a pod names.</summary>
    private static string Of(string pod) =>
        $"""
        {pod} == null ? [] :
          {pod}.spec.containers.map(c, c.?image.orValue("")) + {pod}.spec.?initContainers.orValue([]).map(c, c.?image.orValue("")) +
          {pod}.spec.?ephemeralContainers.orValue([]).map(c, c.?image.orValue("")) +
          {pod}.spec.?volumes.orValue([]).filter(v, has(v.image)).map(v, v.image.?reference.orValue(""))
        """;
}
