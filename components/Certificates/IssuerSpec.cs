using Infra.Components.Kubernetes;

namespace Infra.Components.Certificates;

/// <summary>Specs of cert-manager's issuers.</summary>
public static class IssuerSpec
{
    /// <summary>API group and version of issuers.</summary>
    public const string ApiVersion = "cert-manager.io/v1";

    /// <summary>
    /// The annotation with which cert-manager answers a challenge in an Ingress itself, not in one of its own beside it.
    /// </summary>
    public const string EditInPlace = "acme.cert-manager.io/http01-edit-in-place";

    /// <summary>
    /// Spec of one tenant's issuer: with an ACME account of its own (rate limits and revocation are per account), and solver pods that run
    /// on the tenant's node and answer through its own ingress controller.
    /// </summary>
    /// <param name="tenant">The tenant's name.</param>
    /// <param name="authority">Who signs.</param>
    /// <param name="email">Contact for the account; required unless certificates sign themselves.</param>
    /// <param name="accountKey">The Secret that holds the account's key.</param>
    /// <param name="ingressClass">The tenant's ingress class.</param>
    public static Values Build(string tenant, CertificateAuthority authority, string? email, string accountKey, string ingressClass) =>
        authority == CertificateAuthority.SelfSigned
            ? new Values { ["selfSigned"] = new Values() }
            : new Values
            {
                ["acme"] = new Values
                {
                    ["server"] = Directory(authority),
                    ["email"] = email ?? throw new ArgumentNullException(nameof(email)),
                    ["privateKeySecretRef"] = new Values { ["name"] = accountKey },
                    ["solvers"] = new object[] { new Values { ["http01"] = new Values { ["ingress"] = Solver(tenant, ingressClass) } } },
                },
            };

    /// <summary>Address of an authority's ACME directory (https://letsencrypt.org/docs/staging-environment).</summary>
    public static string Directory(CertificateAuthority authority) => authority switch
    {
        CertificateAuthority.LetsEncrypt => "https://acme-v02.api.letsencrypt.org/directory",
        CertificateAuthority.LetsEncryptStaging => "https://acme-staging-v02.api.letsencrypt.org/directory",
        _ => throw new ArgumentOutOfRangeException(nameof(authority), authority, "has no ACME directory"),
    };

    private static Values Solver(string tenant, string ingressClass) => new()
    {
        ["ingressClassName"] = ingressClass,
        // The default, NodePort, is refused by the tenant's quota.
        ["serviceType"] = "ClusterIP",
        ["podTemplate"] = new Values
        {
            ["spec"] = new Values
            {
                ["nodeSelector"] = Placement.TenantSelector(tenant),
                ["tolerations"] = Placement.TenantTolerations(tenant),
                // Whatever the tenant has used up, a certificate is renewed in time.
                ["priorityClassName"] = PriorityClasses.Ingress,
                ["resources"] = new Values { ["requests"] = Placement.RequestsBesideQuota("10m", "64Mi") },
            },
        },
    };
}
