using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Internet.Acme;

/// <summary>Who orders certificates.</summary>
/// <param name="url">Its address, which is its name.</param>
/// <param name="key">What it signs with.</param>
internal sealed class Account(string url, AccountKey key)
{
    private JsonArray _contacts = [];

    public string Url => url;

    public AccountKey Key => key;

    public AcmeStatus Status { get; private set; } = AcmeStatus.Valid;

    /// <summary>Takes over what a request says of it.</summary>
    /// <exception cref="AcmeProblem">Nobody could be written to there.</exception>
    public void Update(JsonObject payload)
    {
        if (payload["contact"] is JsonArray contacts)
        {
            foreach (var contact in contacts.Select(contact => (string)contact!))
            {
                if (!contact.StartsWith("mailto:", StringComparison.Ordinal) || !contact.Contains('@'))
                    throw new AcmeProblem("invalidContact", $"'{contact}' is no address of mail.");
            }

            _contacts = contacts.DeepClone().AsArray();
        }

        if ((string?)payload["status"] == "deactivated")
            Status = AcmeStatus.Deactivated;
    }

    public JsonObject ToJson() => new()
    {
        ["status"] = Status.ToString().ToLowerInvariant(),
        ["contact"] = _contacts.DeepClone(),
    };
}
