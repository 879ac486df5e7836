using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Infra.Tests.EndToEnd.Internet.Acme;

/// <summary>
/// Let's Encrypt (https://datatracker.ietf.org/doc/html/rfc8555): accounts, orders, HTTP-01, and certificates of 90 days. Production and
/// staging are one each, which know nothing of each other.
/// </summary>
internal sealed class AcmeAuthority : ISite, IDisposable
{
    /// <summary>Production, whose certificates the world trusts.</summary>
    public const string LetsEncrypt = "acme-v02.api.letsencrypt.org";

    /// <summary>Staging, whose certificates nobody trusts: give it an authority of its own.</summary>
    public const string LetsEncryptStaging = "acme-staging-v02.api.letsencrypt.org";

    private readonly Lock _lock = new();
    private readonly Nonces _nonces = new();
    private readonly Ledger _ledger = new();
    private readonly HttpValidation _validation;
    private readonly Accounts _accounts;
    private readonly Orders _orders;
    private readonly string _name;

    /// <param name="name">Its host name.</param>
    /// <param name="authority">Signs.</param>
    /// <param name="resolve">Address of a name of the Internet; null: there is none.</param>
    /// <param name="httpPort">Where names' port 80 is really.</param>
    /// <param name="httpsPort">Where names' port 443 is really, to which they may redirect.</param>
    public AcmeAuthority(
        string name, CertificateAuthority authority, Func<string, IPAddress?> resolve, int httpPort = 80, int httpsPort = 443)
    {
        _name = name;
        _validation = new HttpValidation(resolve, httpPort, httpsPort);
        _accounts = new Accounts(Url);
        _orders = new Orders(authority, Url, _ledger);
    }

    public IReadOnlyCollection<string> Names => [_name];

    /// <summary>The certificates that it signed, in order.</summary>
    public IReadOnlyCollection<IssuedCertificate> Issued => _ledger.Issued;

    /// <summary>Validations that failed, and orders and requests for signatures that were refused, in order.</summary>
    public IReadOnlyCollection<AcmeFailure> Failures => _ledger.Failures;

    public async Task AnswerAsync(HttpContext context)
    {
        AcmeReply reply;
        try
        {
            reply = await AnswerAsync(context.Request);
        }
        catch (AcmeProblem problem)
        {
            reply = AcmeReply.Of(problem);
        }

        var headers = context.Response.Headers;
        headers["Replay-Nonce"] = _nonces.Issue();
        headers.CacheControl = "no-store";
        headers.Link = $"<https://{_name}/directory>;rel=\"index\"";
        await reply.SendAsync(context.Response);
    }

    public void Dispose() => _validation.Dispose();

    private async Task<AcmeReply> AnswerAsync(HttpRequest request)
    {
        var path = request.Path.Value!;
        if (path == "/directory" && HttpMethods.IsGet(request.Method))
            return AcmeReply.Of(Directory());
        if (path == "/acme/new-nonce" && !HttpMethods.IsPost(request.Method))
            return new AcmeReply(HttpMethods.IsHead(request.Method) ? StatusCodes.Status200OK : StatusCodes.Status204NoContent);

        var signed = await SignedRequest.ReadAsync(request);
        if (signed.Url != $"https://{_name}{path}")
            throw AcmeProblem.Unauthorized($"The request was signed for {signed.Url}, and sent to https://{_name}{path}.");
        _nonces.Use(signed.Nonce);
        lock (_lock)
            return Answer(path, signed);
    }

    private AcmeReply Answer(string path, SignedRequest request)
    {
        if (path == "/acme/new-acct")
            return _accounts.Register(request);
        if (path == "/acme/revoke-cert")
            return Revoke(request);
        var account = _accounts.Authenticate(request);
        return path.Split('/') switch
        {
            ["", "acme", "new-order"] => Order(account, request),
            ["", "acme", "acct", _] => Update(account, path, request),
            ["", "acme", "order", var id] => _orders.Show(account, id),
            ["", "acme", "authz", _] => Show(_orders.FindAuthorization(account, request.Url!)),
            ["", "acme", "chall", _] => Accept(_orders.FindAuthorization(account, request.Url!).Authorization, request),
            ["", "acme", "finalize", var id] => _orders.Complete(account, id, request),
            ["", "acme", "cert", var id] => _orders.Download(account, id),
            _ => throw AcmeProblem.NotFound(path),
        };
    }

    private JsonObject Directory() => new()
    {
        ["newNonce"] = Url("new-nonce"),
        ["newAccount"] = Url("new-acct"),
        ["newOrder"] = Url("new-order"),
        ["revokeCert"] = Url("revoke-cert"),
        ["meta"] = new JsonObject
        {
            ["termsOfService"] = "https://letsencrypt.org/documents/LE-SA-v1.6-August-18-2025.pdf",
            ["website"] = "https://letsencrypt.org",
            ["caaIdentities"] = new JsonArray("letsencrypt.org"),
        },
    };

    private AcmeReply Order(Account account, SignedRequest request)
    {
        try
        {
            return _orders.Create(account, request);
        }
        catch (AcmeProblem problem)
        {
            _ledger.Add(account.Url, problem);
            throw;
        }
    }

    private static AcmeReply Update(Account account, string path, SignedRequest request)
    {
        if (!account.Url.EndsWith(path, StringComparison.Ordinal))
            throw AcmeProblem.Unauthorized("The account is somebody else's.");
        account.Update(request.Payload);
        return AcmeReply.Of(account.ToJson());
    }

    private static AcmeReply Show((Order Order, Authorization Authorization) found) =>
        AcmeReply.Of(found.Authorization.ToJson(found.Order.Expires)) with
        {
            IsUnfinished = found.Authorization.Status == AcmeStatus.Pending,
        };

    private AcmeReply Accept(Authorization authorization, SignedRequest request)
    {
        if (!request.IsReading && authorization.TryAccept())
            _ = ValidateAsync(authorization);
        return AcmeReply.Of(authorization.ChallengeToJson()) with { Up = authorization.Url };
    }

    private async Task ValidateAsync(Authorization authorization)
    {
        // Away from the request and its lock.
        await Task.Yield();
        var problem = await _validation.CheckAsync(authorization.Name, authorization.Token, authorization.KeyAuthorization);
        if (problem is not null)
            _ledger.Add(authorization.Name, problem);
        lock (_lock)
            authorization.Finish(problem);
    }

    // Signed by the account, or with the certificate's own key. Nothing comes of it: nobody asks which are revoked.
    private AcmeReply Revoke(SignedRequest request)
    {
        if (request.Key is { } key)
            request.Verify(key);
        else
            _accounts.Authenticate(request);
        return new AcmeReply(StatusCodes.Status200OK);
    }

    private string Url(string path) => $"https://{_name}/acme/{path}";
}
