using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>A firewall.</summary>
internal sealed class Firewall(long id) : Resource(id)
{
    /// <summary>What it lets pass.</summary>
    public IReadOnlyList<RuleOfFirewall> Rules { get; set; } = [];

    /// <summary>Servers that it was applied to.</summary>
    public List<long> Servers { get; } = [];

    /// <summary>Selectors of servers that it applies to by itself.</summary>
    public List<string> Selectors { get; } = [];

    /// <summary>Whether it is applied to anything, be it to a selector that selects nothing.</summary>
    public bool IsInUse => Servers.Count + Selectors.Count > 0;

    /// <summary>Whether it applies to a server.</summary>
    public bool AppliesTo(Server server) =>
        Servers.Contains(server.Id) || Selectors.Exists(selector => LabelSelector.Parse(selector).Matches(server.Labels));
}

/// <summary>A rule as the API has it, of either direction.</summary>
internal sealed record RuleOfFirewall(
    string Direction, string Protocol, string? Port, string[] Sources, string[] Destinations, string? Text)
{
    /// <summary>Whether it is about what comes in.</summary>
    public bool IsIncoming => Direction == "in";

    /// <summary>What it lets in.</summary>
    public FirewallRule Effect => new(Protocol, Port, Sources);

    /// <summary>As the API shows it.</summary>
    public JsonObject Show() => new()
    {
        ["direction"] = Direction,
        ["protocol"] = Protocol,
        ["port"] = Port,
        ["source_ips"] = new JsonArray([.. Sources.Select(range => (JsonNode)range)]),
        ["destination_ips"] = new JsonArray([.. Destinations.Select(range => (JsonNode)range)]),
        ["description"] = Text,
    };
}
