namespace Infra.Components.Guards;

/// <summary>Holds a tenant's certificates to its domains and issuer, those that cert-manager makes for Ingresses among them.</summary>
internal static class Certificates
{
    /// <summary>
    /// What cert-manager itself writes to a Certificate that it makes for an Ingress in which it answers challenges: that Ingress' name,
    /// and that a certificate is there meanwhile, as a controller that redirects to HTTPS answers nothing without one (cert-manager 1.21:
    /// <c>pkg/controller/certificate-shim/helper.go</c>).
    /// </summary>
    private static readonly string[] InPlace =
        ["acme.cert-manager.io/http01-override-ingress-name", "cert-manager.io/issue-temporary-certificate"];

    public static readonly ValidatingGuard Guard = new("infra-certificates", [new("cert-manager.io", ["certificates"], "CREATE", "UPDATE")])
    {
        LooksAt = [LookedAt.Spec, .. InPlace.Select(key => $"""{LookedAt.Annotations}[?"{key}"]""")],
        Needs = [TenantAnnotations.Domains, TenantAnnotations.Issuer],
        Variables =
        [
            Tenant.Domains,
            Tenant.Issuer,
            // Untyped, as the schema is cert-manager's.
            new("spec", "dyn(object).spec"),
            new("foreignNames", $"""
                (variables.spec.?dnsNames.orValue([]) + [variables.spec.?commonName.orValue("")])
                  .filter(name, name != "" && !({Tenant.Owns("name")}))
                """),
            new("wildcards", """
                (variables.spec.?dnsNames.orValue([]) + [variables.spec.?commonName.orValue("")]).filter(name, name.startsWith("*."))
                """),
            new("inPlace", $"""
                {TenantAnnotations.Value(TenantAnnotations.Challenges)} == "{TenantAnnotations.Http01}" &&
                  {TenantAnnotations.Value(TenantAnnotations.EditInPlace)} == "true"
                """),
            new("otherNames", """
                ["ipAddresses", "uris", "emailAddresses", "otherNames", "literalSubject"].filter(field, field in variables.spec)
                """),
        ],
        Rules =
        [
            new("variables.foreignNames.size() == 0", Tenant.Disowned("names", "variables.foreignNames")),
            new("variables.otherNames.size() == 0 && !variables.spec.?isCA.orValue(false)",
                """
                a certificate is for host names alone: leave out `(variables.otherNames + ["isCA"]).join(", ")`, and write dnsNames
                """),
            new("""
                variables.spec.issuerRef.name == variables.issuer &&
                  variables.spec.issuerRef.?kind.orValue("") in ["", "Issuer"] &&
                  variables.spec.issuerRef.?group.orValue("") in ["", "cert-manager.io"]
                """,
                """
                spec.issuerRef isn't the tenant's issuer: write name: `variables.issuer`, kind: Issuer
                """),
            Challenges.NoWildcard,
            new($"""
                !variables.inPlace || [{string.Join(", ", InPlace.Select(key => $"\"{key}\""))}].all(key,
                  dyn(object).metadata.?annotations[?key].orValue("") != "")
                """,
                $"""
                the certificate would never come, as the ingress controller serves one Ingress a host alone, and the challenge would be
                answered in another: leave this out, and write cert-manager.io/issuer: `variables.issuer` into the annotations of the
                Ingress, or write here {InPlace[0]} with the name of the Ingress that has these hosts, and {InPlace[1]}: "true"
                """),
        ],
    };
}
