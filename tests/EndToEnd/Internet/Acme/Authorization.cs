using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Internet.Acme;

/// <summary>An account's right to certificates of a name, and the one challenge with which it is proved.</summary>
/// <param name="account">Whose.</param>
/// <param name="name">Which name.</param>
/// <param name="url">Its address.</param>
/// <param name="challengeUrl">Address of the challenge.</param>
internal sealed class Authorization(Account account, string name, string url, string challengeUrl)
{
    private AcmeProblem? _problem;
    private DateTimeOffset? _validated;
    private bool _isAccepted;

    public Account Account => account;

    public string Name => name;

    public string Url => url;

    public string ChallengeUrl => challengeUrl;

    /// <summary>What the challenge asks for.</summary>
    public string Token { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What the name must answer with.</summary>
    public string KeyAuthorization => $"{Token}.{account.Key.Thumbprint}";

    public AcmeStatus Status { get; private set; } = AcmeStatus.Pending;

    /// <summary>Notes that the client is ready; whether it is the first to say so.</summary>
    public bool TryAccept() => !_isAccepted && (_isAccepted = true);

    /// <summary>Notes how a validation ended.</summary>
    /// <param name="problem">What was wrong; null: nothing.</param>
    public void Finish(AcmeProblem? problem)
    {
        _problem = problem;
        Status = problem is null ? AcmeStatus.Valid : AcmeStatus.Invalid;
        _validated = DateTimeOffset.UtcNow;
    }

    public JsonObject ToJson(DateTimeOffset expires) => new()
    {
        ["identifier"] = new JsonObject { ["type"] = "dns", ["value"] = name },
        ["status"] = Status.ToString().ToLowerInvariant(),
        ["expires"] = Order.Timestamp(expires),
        ["challenges"] = new JsonArray(ChallengeToJson()),
    };

    public JsonObject ChallengeToJson()
    {
        var json = new JsonObject
        {
            ["type"] = "http-01",
            ["url"] = challengeUrl,
            ["status"] = Status.ToString().ToLowerInvariant(),
            ["token"] = Token,
        };
        if (_problem is not null)
            json["error"] = _problem.ToJson();
        if (_validated is { } validated)
            json["validated"] = Order.Timestamp(validated);
        return json;
    }
}
