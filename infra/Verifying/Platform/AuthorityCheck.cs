using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Infra.Clusters;
using Infra.Components.Certificates;
using Infra.Stacks.Settings.Grammars;

namespace Infra.Verifying.Platform;

/// <summary>
/// Who signed the certificates that are served. After another authority is set, cert-manager may go on with what the former one signed,
/// which browsers may refuse.
/// </summary>
internal static class AuthorityCheck
{
    // https://letsencrypt.org/docs/staging-environment: the names of its authorities begin so.
    private const string Staging = "(STAGING)";

    // https://letsencrypt.org/certificates: who its intermediates and roots belong to.
    private static readonly string[] Production = ["O=Let's Encrypt", "O=Internet Security Research Group"];

    public static LiveCheck Check { get; } = new(
        "certificates-of-own-authority", "platform", "Every tenant's certificates are signed by the authority that the settings name.")
    {
        Probes = cluster => cluster.ForEachTenant((tenant, cancellation) => FindAsync(cluster, tenant, cancellation)),
    };

    private static async Task<IEnumerable<Observation>> FindAsync(LiveCluster cluster, LiveTenant tenant, CancellationToken cancellation)
    {
        var seen = new List<Observation>();
        foreach (var certificate in (await cluster.ListAsync(IssuerSpec.ApiVersion, "Certificate", cancellation).ConfigureAwait(false))
            .Where(certificate => tenant.Namespaces.Contains(certificate.Namespace())))
        {
            var (ns, name) = (certificate.Namespace(), certificate.Word("spec", "secretName")!);
            // One that hasn't come yet is another check's.
            if (await cluster.FindAsync("v1", "Secret", ns, name, cancellation).ConfigureAwait(false) is { } secret
                && secret.Word("data", "tls.crt") is { Length: > 0 } text)
                seen.Add(Judge(LiveObjects.Shown("Certificate", ns, certificate.Name()), text, cluster.Settings.Cluster.Certificates.Issuer,
                    $"'kubectl -n {ns} delete secret {name}' has it issued anew; until then, some seconds, its hosts are served without"));
        }

        return seen;
    }

    private static Observation Judge(string where, string text, CertificateAuthority wanted, string fix)
    {
        using var certificate = Read(text);
        var authority = Of(certificate);
        var by = authority == CertificateAuthority.SelfSigned ? "signed by itself" : $"signed by {certificate.Issuer}";
        return authority is null || authority == wanted
            ? new Note(where, $"is {by}")
            : new Fault(where, $"is {by}, and the settings say {Choice.WordOf(wanted)}", fix);
    }

    // Null: none that the settings can name.
    private static CertificateAuthority? Of(X509Certificate2 certificate) =>
        certificate.IssuerName.RawData.SequenceEqual(certificate.SubjectName.RawData) ? CertificateAuthority.SelfSigned
        : certificate.Issuer.Contains(Staging, StringComparison.Ordinal) ? CertificateAuthority.LetsEncryptStaging
        : Production.Any(name => certificate.Issuer.Contains(name, StringComparison.Ordinal)) ? CertificateAuthority.LetsEncrypt
        : null;

    // The first of the chain is the certificate itself.
    private static X509Certificate2 Read(string text)
    {
        try
        {
            return X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(Convert.FromBase64String(text)));
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            throw new ClusterException($"a Secret's tls.crt can't be read: {failure.Message}", failure);
        }
    }
}
