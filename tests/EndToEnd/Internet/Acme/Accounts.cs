using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Infra.Tests.EndToEnd.Internet.Acme;

/// <summary>The accounts of an authority; a key has one.</summary>
/// <param name="url">Makes an address of a path.</param>
internal sealed class Accounts(Func<string, string> url)
{
    private readonly Dictionary<string, Account> _byThumbprint = new(StringComparer.Ordinal);

    /// <summary>Whose signature a request has.</summary>
    /// <exception cref="AcmeProblem">Nobody's who may ask.</exception>
    public Account Authenticate(SignedRequest request)
    {
        if (request.KeyId is not { } id)
            throw AcmeProblem.Malformed("The request names no account: 'kid' is missing.");
        var account = _byThumbprint.Values.FirstOrDefault(account => account.Url == id)
            ?? throw new AcmeProblem("accountDoesNotExist", $"There is no account {id}.");
        request.Verify(account.Key);
        return account.Status == AcmeStatus.Valid ? account : throw AcmeProblem.Unauthorized($"The account {id} is deactivated.");
    }

    /// <summary>Makes an account, or finds the one that a key has.</summary>
    public AcmeReply Register(SignedRequest request)
    {
        var key = request.Key ?? throw AcmeProblem.Malformed("The request has no key: 'jwk' is missing.");
        request.Verify(key);
        if (_byThumbprint.TryGetValue(key.Thumbprint, out var existing))
            return AcmeReply.Of(existing.ToJson()) with { Location = existing.Url };
        var payload = request.Payload;
        if (IsTrue(payload["onlyReturnExisting"]))
            throw new AcmeProblem("accountDoesNotExist", "There is no account with this key.");
        if (!IsTrue(payload["termsOfServiceAgreed"]))
            throw AcmeProblem.Malformed("The terms of service must be agreed to.");
        var account = new Account(url($"acct/{_byThumbprint.Count + 1}"), key);
        account.Update(payload);
        _byThumbprint.Add(key.Thumbprint, account);
        return AcmeReply.Of(account.ToJson(), StatusCodes.Status201Created) with { Location = account.Url };
    }

    private static bool IsTrue(JsonNode? value) => value is JsonValue flag && flag.TryGetValue(out bool isTrue) && isTrue;
}
