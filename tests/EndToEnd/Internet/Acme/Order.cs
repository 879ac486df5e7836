using System.Globalization;
using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Internet.Acme;

/// <summary>An order of a certificate.</summary>
/// <param name="account">Whose.</param>
/// <param name="id">Its number, which stands in its addresses.</param>
/// <param name="names">For which names.</param>
/// <param name="authorizations">What must be proved before.</param>
internal sealed class Order(Account account, string id, IReadOnlyList<string> names, IReadOnlyList<Authorization> authorizations)
{
    public Account Account => account;

    public string Id => id;

    public IReadOnlyList<string> Names => names;

    public IReadOnlyList<Authorization> Authorizations => authorizations;

    public DateTimeOffset Expires { get; } = DateTimeOffset.UtcNow.AddDays(7);

    /// <summary>What came of it, in PEM.</summary>
    public string? Certificate { get; set; }

    public AcmeStatus Status
    {
        get
        {
            if (Certificate is not null)
                return AcmeStatus.Valid;
            if (authorizations.Any(authorization => authorization.Status == AcmeStatus.Invalid))
                return AcmeStatus.Invalid;
            return authorizations.All(authorization => authorization.Status == AcmeStatus.Valid) ? AcmeStatus.Ready : AcmeStatus.Pending;
        }
    }

    /// <summary>A time, as ACME writes it.</summary>
    public static string Timestamp(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <param name="url">Makes an address of a path.</param>
    /// <param name="status">How far it is said to be.</param>
    public JsonObject ToJson(Func<string, string> url, AcmeStatus status)
    {
        var json = new JsonObject
        {
            ["status"] = status.ToString().ToLowerInvariant(),
            ["expires"] = Timestamp(Expires),
            ["identifiers"] = new JsonArray([.. names.Select(name => new JsonObject { ["type"] = "dns", ["value"] = name })]),
            ["authorizations"] = new JsonArray([.. authorizations.Select(authorization => (JsonNode)authorization.Url)]),
            ["finalize"] = url($"finalize/{id}"),
        };
        if (status == AcmeStatus.Valid)
            json["certificate"] = url($"cert/{id}");
        return json;
    }
}
