using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Infra.Tests.EndToEnd.Internet;

/// <summary>
/// The authority that all of a scenario's machines trust, as they trust the world's: it signs the certificates of the sites that are stood
/// in for, and those that the ACME authority hands out.
/// </summary>
internal sealed class CertificateAuthority : IDisposable
{
    private static readonly TimeSpan Early = TimeSpan.FromDays(1);

    private readonly X509Certificate2 _root;

    public CertificateAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _root = request.CreateSelfSigned(DateTimeOffset.UtcNow - Early, DateTimeOffset.UtcNow.AddYears(1));
    }

    /// <summary>The authority's own certificate.</summary>
    public string Pem => _root.ExportCertificatePem() + "\n";

    /// <summary>The authority's own certificate, to compare chains with.</summary>
    public X509Certificate2 Certificate => X509CertificateLoader.LoadCertificate(_root.RawData);

    /// <summary>Signs a certificate for names, with the key that a request brings.</summary>
    /// <param name="publicKey">The key of whom it is for.</param>
    /// <param name="names">DNS names.</param>
    /// <param name="life">How long it is valid.</param>
    public X509Certificate2 Sign(PublicKey publicKey, IEnumerable<string> names, TimeSpan life)
    {
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
                alternatives.AddIpAddress(address);
            else
                alternatives.AddDnsName(name);
        }

        var request = new CertificateRequest(new X500DistinguishedName($"CN={names.First()}"), publicKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_root, true, false));
        using var signer = _root.GetECDsaPrivateKey()!;
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7F;
        return request.Create(_root.SubjectName, X509SignatureGenerator.CreateForECDsa(signer),
            DateTimeOffset.UtcNow - Early, DateTimeOffset.UtcNow + life, serial);
    }

    /// <summary>A certificate with its key, for a server.</summary>
    public X509Certificate2 Issue(params string[] names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signed = Sign(new PublicKey(key), names, TimeSpan.FromDays(90));
        using var whole = signed.CopyWithPrivateKey(key);
        // Through PKCS #12, as a server's TLS wants the key on some systems.
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    public void Dispose() => _root.Dispose();
}
