using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Infra.Components.Certificates;

namespace Infra.Tests.Verifying;

/// <summary>Authorities by the names of the real ones.</summary>
internal static class ImitatedAuthority
{
    private static readonly ConcurrentDictionary<string, string> Certificates = new(StringComparer.Ordinal);

    /// <summary>A certificate as a Secret's <c>tls.crt</c> has it.</summary>
    public static string Certificate(CertificateAuthority authority) => Certificate(authority switch
    {
        CertificateAuthority.LetsEncrypt => "C=US, O=Let's Encrypt, CN=R13",
        CertificateAuthority.LetsEncryptStaging => "C=US, O=(STAGING) Let's Encrypt, CN=(STAGING) Riddling Rhubarb R12",
        _ => "",
    });

    /// <summary>A certificate that an authority of that name has signed; empty: it itself.</summary>
    public static string Certificate(string issuer) => Certificates.GetOrAdd(issuer, Make);

    private static string Make(string issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // Of an Ingress' hosts cert-manager makes no subject.
        var request = new CertificateRequest(new X500DistinguishedName(""), key, HashAlgorithmName.SHA256);
        var (from, to) = (DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(90));
        var name = new X500DistinguishedName(issuer);
        using var certificate = request.Create(name, X509SignatureGenerator.CreateForECDsa(key), from, to, [1]);
        return Convert.ToBase64String(Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));
    }
}
