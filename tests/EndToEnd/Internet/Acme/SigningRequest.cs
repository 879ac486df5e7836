using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Infra.Tests.EndToEnd.Internet.Acme;

/// <summary>What a client wants signed.</summary>
/// <param name="Key">The certificate's key.</param>
/// <param name="Names">The names that it is for, in lower case.</param>
internal sealed record SigningRequest(PublicKey Key, IReadOnlySet<string> Names)
{
    private const string CommonName = "2.5.4.3";
    private const string AlternativeNames = "2.5.29.17";

    /// <exception cref="AcmeProblem">It is none, or not signed with its key.</exception>
    public static SigningRequest Read(byte[] der)
    {
        try
        {
            // Nothing of its extensions is taken over but names, which are compared with the order.
            var request = CertificateRequest.LoadSigningRequest(
                der, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions);
            return new SigningRequest(request.PublicKey, NamesOf(request).Select(name => name.ToLowerInvariant()).ToHashSet());
        }
        catch (CryptographicException exception)
        {
            throw new AcmeProblem("badCSR", $"The request for a certificate can't be read: {exception.Message}");
        }
    }

    private static IEnumerable<string> NamesOf(CertificateRequest request)
    {
        foreach (var part in request.SubjectName.EnumerateRelativeDistinguishedNames())
        {
            if (!part.HasMultipleElements && part.GetSingleElementType().Value == CommonName)
                yield return part.GetSingleElementValue()!;
        }

        foreach (var extension in request.CertificateExtensions.Where(extension => extension.Oid?.Value == AlternativeNames))
        {
            var alternatives = new X509SubjectAlternativeNameExtension(extension.RawData);
            foreach (var name in alternatives.EnumerateDnsNames())
                yield return name;
            foreach (var address in alternatives.EnumerateIPAddresses())
                yield return address.ToString();
        }
    }
}
