using System.Buffers.Text;
using Microsoft.AspNetCore.Http;

namespace Infra.Tests.EndToEnd.Internet.Acme;

/// <summary>The orders of an authority, from the first request to the certificate.</summary>
/// <param name="authority">Signs.</param>
/// <param name="url">Makes an address of a path.</param>
/// <param name="ledger">Gets what was signed, and why something wasn't.</param>
internal sealed class Orders(CertificateAuthority authority, Func<string, string> url, Ledger ledger)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(90);

    private readonly Dictionary<string, Order> _orders = new(StringComparer.Ordinal);

    /// <summary>Takes an order.</summary>
    public AcmeReply Create(Account account, SignedRequest request)
    {
        var names = OrderedNames.Read(request.Payload);
        var id = $"{_orders.Count + 1}";
        var authorizations = names.Select((name, number) =>
            new Authorization(account, name, url($"authz/{id}-{number}"), url($"chall/{id}-{number}"))).ToList();
        var order = new Order(account, id, names, authorizations);
        _orders.Add(id, order);
        return Reply(order, order.Status, StatusCodes.Status201Created);
    }

    /// <summary>Tells how far an order is.</summary>
    public AcmeReply Show(Account account, string id)
    {
        var order = Find(account, id);
        return Reply(order, order.Status);
    }

    /// <summary>Signs a certificate, once all that the order asks is proved.</summary>
    public AcmeReply Complete(Account account, string id, SignedRequest request)
    {
        var order = Find(account, id);
        try
        {
            Sign(order, request);
        }
        catch (AcmeProblem problem)
        {
            ledger.Add(string.Join(", ", order.Names), problem);
            throw;
        }

        // Let's Encrypt signs after it has answered, so that clients must ask again.
        return Reply(order, AcmeStatus.Processing) with { IsUnfinished = true };
    }

    /// <summary>A certificate, in PEM. The authority's own isn't with it, as no client needs it from here.</summary>
    public AcmeReply Download(Account account, string id) => Find(account, id).Certificate is { } certificate
        ? new AcmeReply(StatusCodes.Status200OK, certificate, "application/pem-certificate-chain")
        : throw AcmeProblem.NotFound("The certificate");

    /// <summary>Finds an account's authorization, with its order, by its own address or its challenge's.</summary>
    public (Order Order, Authorization Authorization) FindAuthorization(Account account, string address)
    {
        var all = from order in _orders.Values
                  where order.Account == account
                  from authorization in order.Authorizations
                  select (order, authorization);
        foreach (var found in all)
        {
            if (found.authorization.Url == address || found.authorization.ChallengeUrl == address)
                return found;
        }

        throw AcmeProblem.NotFound(address);
    }

    private Order Find(Account account, string id) =>
        _orders.TryGetValue(id, out var order) && order.Account == account ? order : throw AcmeProblem.NotFound($"The order {id}");

    private void Sign(Order order, SignedRequest request)
    {
        if (order.Status != AcmeStatus.Ready)
        {
            throw new AcmeProblem(
                "orderNotReady", $"The order is {order.Status.ToString().ToLowerInvariant()}, not ready.", StatusCodes.Status403Forbidden);
        }

        var wanted = SigningRequest.Read(Decode((string?)request.Payload["csr"]));
        if (!wanted.Names.SetEquals(order.Names))
        {
            throw new AcmeProblem("badCSR",
                $"The request is for {string.Join(", ", wanted.Names)}, but the order for {string.Join(", ", order.Names)}.");
        }

        using var certificate = authority.Sign(wanted.Key, order.Names, Life);
        order.Certificate = certificate.ExportCertificatePem() + "\n";
        ledger.Add(order.Names, order.Account, certificate.SerialNumber);
    }

    private static byte[] Decode(string? text)
    {
        try
        {
            return Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            throw new AcmeProblem("badCSR", "'csr' is no base64url.");
        }
    }

    private AcmeReply Reply(Order order, AcmeStatus status, int code = StatusCodes.Status200OK) =>
        AcmeReply.Of(order.ToJson(url, status), code) with { Location = url($"order/{order.Id}") };
}
