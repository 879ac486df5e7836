namespace Infra.Components.Guards;

/// <summary>Holds a tenant's certificates to its domains and issuer, those that cert-manager makes for Ingresses among them.</summary>
internal static class Certificates
{
    public static readonly ValidatingGuard Guard = new("infra-certificates", [new("cert-manager.io", ["certificates"], "CREATE", "UPDATE")])
    {
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
            new("otherNames", """
                ["ipAddresses", "uris", "emailAddresses", "otherNames", "literalSubject"].filter(field, field in variables.spec)
                """),
        ],
        Rules =
        [
            new("variables.foreignNames.size() == 0",
                $"""
                names that aren't among the tenant's domains: `{GuardMessage.Short("""variables.foreignNames.join(", ")""")}`; its domains are `{Tenant.OwnDomains}`,
                others are given by the platform
                """),
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
        ],
    };
}
