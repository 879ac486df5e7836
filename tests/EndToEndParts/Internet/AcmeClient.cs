using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEndParts.Internet;

/// <summary>A client of an ACME authority, as small as it can be.</summary>
internal sealed class AcmeClient(HttpClient client, string authority, AsymmetricAlgorithm key)
{
    private string? _account;

    /// <summary>The nonce of the last answer.</summary>
    public string? Nonce { get; set; }

    /// <summary>What signs in place of the account's key.</summary>
    public AsymmetricAlgorithm? Signer { get; set; }

    private JsonObject Jwk => key switch
    {
        ECDsa elliptic when elliptic.ExportParameters(false).Q is var point =>
            new JsonObject { ["crv"] = "P-256", ["kty"] = "EC", ["x"] = Encode(point.X!), ["y"] = Encode(point.Y!) },
        RSA rsa when rsa.ExportParameters(false) is var parameters =>
            new JsonObject { ["e"] = Encode(parameters.Exponent!), ["kty"] = "RSA", ["n"] = Encode(parameters.Modulus!) },
        _ => throw new NotSupportedException(),
    };

    public string KeyAuthorization(string token) =>
        $"{token}.{Encode(SHA256.HashData(Encoding.UTF8.GetBytes(Jwk.ToJsonString())))}";

    public async Task<(HttpResponseMessage Answer, JsonNode Json)> RegisterAsync(bool onlyExisting = false)
    {
        var directory = JsonNode.Parse(await client.GetStringAsync($"https://{authority}/directory"))!;
        using var nonce = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, (string)directory["newNonce"]!));
        Nonce = nonce.Headers.GetValues("Replay-Nonce").Single();
        var payload = onlyExisting
            ? new JsonObject { ["onlyReturnExisting"] = true }
            : new JsonObject { ["termsOfServiceAgreed"] = true, ["contact"] = new JsonArray("mailto:ops@example.com") };
        var answered = await PostAsync((string)directory["newAccount"]!, payload);
        _account = answered.Answer.Headers.Location?.ToString();
        return answered;
    }

    public Task<(HttpResponseMessage Answer, JsonNode Json)> OrderAsync(params string[] names) =>
        PostAsync($"https://{authority}/acme/new-order", new JsonObject
        {
            ["identifiers"] = new JsonArray([.. names.Select(name => new JsonObject { ["type"] = "dns", ["value"] = name })]),
        });

    /// <summary>The challenge of an order's only name.</summary>
    public async Task<JsonNode> ChallengeAsync(JsonNode order)
    {
        var (_, authorization) = await PostAsync((string)order["authorizations"]![0]!);
        return authorization["challenges"]![0]!;
    }

    /// <summary>Says that an answer is ready, and waits until the authority has looked.</summary>
    public async Task<JsonNode> AcceptAsync(JsonNode challenge)
    {
        await PostAsync((string)challenge["url"]!, []);
        while (true)
        {
            var (_, seen) = await PostAsync((string)challenge["url"]!);
            if ((string?)seen["status"] != "pending")
                return seen;
            await Task.Delay(20);
        }
    }

    public Task<(HttpResponseMessage Answer, JsonNode Json)> FinalizeAsync(JsonNode order, ECDsa certificateKey, params string[] names)
    {
        var request = new CertificateRequest("", certificateKey, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
            alternatives.AddDnsName(name);
        request.CertificateExtensions.Add(alternatives.Build());
        return PostAsync((string)order["finalize"]!, new JsonObject { ["csr"] = Encode(request.CreateSigningRequest()) });
    }

    /// <summary>Posts something, or reads it if there is no payload.</summary>
    public async Task<(HttpResponseMessage Answer, JsonNode Json)> PostAsync(string url, JsonObject? payload = null)
    {
        var answer = await SendAsync(url, payload);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer, text.StartsWith('{') ? JsonNode.Parse(text)! : JsonValue.Create(text));
    }

    private async Task<HttpResponseMessage> SendAsync(string url, JsonObject? payload)
    {
        var header = new JsonObject { ["alg"] = key is RSA ? "RS256" : "ES256", ["nonce"] = Nonce, ["url"] = url };
        if (_account is null)
            header["jwk"] = Jwk;
        else
            header["kid"] = _account;
        var (first, second) = (Encode(header), payload is null ? "" : Encode(payload));
        var body = new JsonObject { ["protected"] = first, ["payload"] = second, ["signature"] = Encode(Sign($"{first}.{second}")) };
        using var content = new StringContent(body.ToJsonString());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/jose+json");
        var answer = await client.PostAsync(url, content);
        Nonce = answer.Headers.GetValues("Replay-Nonce").Single();
        return answer;
    }

    private byte[] Sign(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        var signer = Signer ?? key;
        return signer is RSA rsa
            ? rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : ((ECDsa)signer).SignData(bytes, HashAlgorithmName.SHA256);
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private static string Encode(JsonObject json) => Encode(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
