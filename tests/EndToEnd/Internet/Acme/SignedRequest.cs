using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Infra.Tests.EndToEnd.Internet.Acme;

/// <summary>A request with its signature (https://datatracker.ietf.org/doc/html/rfc8555#section-6.2).</summary>
internal sealed class SignedRequest
{
    private readonly byte[] _signed;
    private readonly byte[] _signature;
    private readonly byte[] _payload;
    private readonly JsonNode _header;

    private SignedRequest(JsonNode jws)
    {
        var (header, payload) = ((string)jws["protected"]!, (string)jws["payload"]!);
        _header = JsonNode.Parse(Base64Url.DecodeFromChars(header))!;
        _payload = Base64Url.DecodeFromChars(payload);
        _signed = Encoding.ASCII.GetBytes($"{header}.{payload}");
        _signature = Base64Url.DecodeFromChars((string)jws["signature"]!);
    }

    /// <summary>For which address it was signed.</summary>
    public string? Url => (string?)_header["url"];

    public string? Nonce => (string?)_header["nonce"];

    /// <summary>Address of the account that signed it; null where the key itself comes with it.</summary>
    public string? KeyId => (string?)_header["kid"];

    /// <summary>The key that comes with it; null where the account is named.</summary>
    public AccountKey? Key => _header["jwk"] is { } jwk ? AccountKey.Parse(jwk) : null;

    /// <summary>Whether it only reads (POST-as-GET).</summary>
    public bool IsReading => _payload.Length == 0;

    /// <summary>What it says; nothing when it only reads.</summary>
    public JsonObject Payload
    {
        get
        {
            try
            {
                return IsReading ? [] : JsonNode.Parse(_payload)!.AsObject();
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                throw AcmeProblem.Malformed("The payload is no JSON object.");
            }
        }
    }

    /// <summary>Reads one; whose signature it is <see cref="Verify"/> tells.</summary>
    /// <exception cref="AcmeProblem">It isn't signed.</exception>
    public static async Task<SignedRequest> ReadAsync(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method))
            throw AcmeProblem.Malformed($"{request.Method} isn't allowed: POST it.", StatusCodes.Status405MethodNotAllowed);
        if (request.ContentType != "application/jose+json")
        {
            throw AcmeProblem.Malformed(
                $"The content type is application/jose+json, not '{request.ContentType}'.", StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            return new SignedRequest((await JsonNode.ParseAsync(request.Body))!);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException
            or ArgumentNullException)
        {
            throw AcmeProblem.Malformed($"The request is no flattened JWS: {exception.Message}");
        }
    }

    /// <summary>Refuses a signature that isn't a key's.</summary>
    public void Verify(AccountKey key)
    {
        if ((string?)_header["alg"] != key.Algorithm)
            throw new AcmeProblem("badSignatureAlgorithm", $"'{_header["alg"]}' isn't how such a key signs: {key.Algorithm}.");
        if (!key.Verify(_signed, _signature))
            throw AcmeProblem.Malformed("JWS verification error: the signature isn't the key's.");
    }
}
