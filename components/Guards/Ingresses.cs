namespace Infra.Components.Guards;

/// <summary>
/// Holds a tenant's Ingresses to its domains, class and issuer. cert-manager's are among them: it makes one for each challenge, in the
/// tenant's name.
/// </summary>
internal static class Ingresses
{
    public static readonly ValidatingGuard Guard = new("infra-ingresses", [new("networking.k8s.io", ["ingresses"], "CREATE", "UPDATE")])
    {
        LooksAt = [LookedAt.Spec, LookedAt.Annotations],
        Needs = [TenantAnnotations.Domains, TenantAnnotations.IngressClass, TenantAnnotations.Issuer],
        Variables =
        [
            Tenant.Domains,
            Tenant.IngressClass,
            Tenant.Issuer,
            new("annotations", "object.metadata.?annotations.orValue({})"),
            new("foreignHosts", $"""
                object.spec.?rules.orValue([]).map(rule, rule.?host.orValue("")).filter(host, host != "" && !({Tenant.Owns("host")})) +
                  object.spec.?tls.orValue([]).map(tls, tls.?hosts.orValue([]).filter(host, !({Tenant.Owns("host")})).join(", "))
                    .filter(hosts, hosts != "")
                """),
            // Those that are to be signed.
            new("wildcards", """
                !["cert-manager.io/issuer", "cert-manager.io/cluster-issuer"].exists(key, key in variables.annotations) ? [] :
                  object.spec.?tls.orValue([]).map(tls, tls.?hosts.orValue([]).filter(host, host.startsWith("*.")).join(", "))
                    .filter(hosts, hosts != "")
                """),
            new("classes", """
                [string(object.spec.?ingressClassName.orValue("")),
                  string(variables.annotations[?"kubernetes.io/ingress.class"].orValue(""))]
                  .filter(name, name != "")
                """),
            new("foreignIssuers", """
                {"cert-manager.io/cluster-issuer": "", "cert-manager.io/issuer": variables.issuer,
                  "cert-manager.io/issuer-kind": "Issuer", "cert-manager.io/issuer-group": "cert-manager.io",
                  "acme.cert-manager.io/http01-ingress-class": variables.class,
                  "acme.cert-manager.io/http01-ingress-ingressclassname": variables.class }
                  .transformList(key, own, key in variables.annotations && variables.annotations[key] != own, key)
                """),
        ],
        Rules =
        [
            new("variables.foreignHosts.size() == 0", Tenant.Disowned("hosts", "variables.foreignHosts")),
            new("""
                !has(object.spec.defaultBackend) && object.spec.?rules.orValue([]).all(rule, rule.?host.orValue("") != "")
                """,
                """
                an Ingress without a host, or with a defaultBackend, answers for every name: write a host into each rule, and no
                defaultBackend
                """),
            new("variables.classes.size() > 0 && variables.classes.all(name, name == variables.class)",
                """
                `(variables.classes.size() == 0 ? "no class is named, and nobody would serve the Ingress" :
                "the class isn't the tenant's: " +
                  variables.classes.filter(name, name != variables.class).join(", "))`:
                write spec.ingressClassName: `variables.class`
                """),
            new("variables.foreignIssuers.size() == 0",
                """
                metadata.annotations names another issuer or class than the tenant's in `variables.foreignIssuers.join(", ")`: write
                cert-manager.io/issuer: `variables.issuer` alone
                """),
            Challenges.NoWildcard,
        ],
    };
}
