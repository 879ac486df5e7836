using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Internet.Acme;

/// <summary>The public key of an account, as clients send it (https://datatracker.ietf.org/doc/html/rfc7517).</summary>
internal sealed class AccountKey
{
    private readonly Func<byte[], byte[], bool> _verify;

    private AccountKey(string algorithm, string canonical, Func<byte[], byte[], bool> verify)
    {
        (Algorithm, _verify) = (algorithm, verify);
        Thumbprint = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
    }

    /// <summary>How it signs.</summary>
    public string Algorithm { get; }

    /// <summary>What it is known by (https://datatracker.ietf.org/doc/html/rfc7638).</summary>
    public string Thumbprint { get; }

    /// <summary>Reads one.</summary>
    /// <exception cref="AcmeProblem">It is of a kind that isn't accepted, or no key.</exception>
    public static AccountKey Parse(JsonNode jwk)
    {
        try
        {
            return (string?)jwk["kty"] switch
            {
                "EC" when (string?)jwk["crv"] == "P-256" => Elliptic((string)jwk["x"]!, (string)jwk["y"]!),
                "RSA" => Rsa((string)jwk["e"]!, (string)jwk["n"]!),
                _ => throw new AcmeProblem("badPublicKey", "Keys are RSA, or of the curve P-256."),
            };
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or ArgumentException)
        {
            throw new AcmeProblem("badPublicKey", $"The key isn't one: {exception.Message}");
        }
    }

    /// <summary>Whether a signature is this key's.</summary>
    public bool Verify(byte[] signed, byte[] signature) => _verify(signed, signature);

    // A thumbprint's members are in the order of their names.
    private static AccountKey Elliptic(string x, string y)
    {
        var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64Url.DecodeFromChars(x), Y = Base64Url.DecodeFromChars(y) },
        });
        return new AccountKey("ES256", $$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""",
            (signed, signature) => key.VerifyData(signed, signature, HashAlgorithmName.SHA256));
    }

    private static AccountKey Rsa(string e, string n)
    {
        var key = RSA.Create(new RSAParameters { Exponent = Base64Url.DecodeFromChars(e), Modulus = Base64Url.DecodeFromChars(n) });
        return new AccountKey("RS256", $$"""{"e":"{{e}}","kty":"RSA","n":"{{n}}"}""",
            (signed, signature) => key.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }
}
