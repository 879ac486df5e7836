using System.Net;
using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>A server.</summary>
internal sealed class Server(long id) : Resource(id)
{
    /// <summary>Status of a server that runs.</summary>
    public const string Running = "running";

    /// <summary>Status of a server that is off.</summary>
    public const string Off = "off";

    /// <summary>Status of a server that is being made.</summary>
    public const string Initializing = "initializing";

    /// <summary>Its type.</summary>
    public required ServerType Type { get; set; }

    /// <summary>Its disk, in GB: it stays when the type changes, unless it shall grow.</summary>
    public required int DiskGb { get; set; }

    /// <summary>The image of its disk.</summary>
    public required Image Image { get; set; }

    /// <summary>Where it is.</summary>
    public required Location Location { get; init; }

    /// <summary>What it is doing, in the API's words.</summary>
    public string Status { get; set; } = Initializing;

    /// <summary>Whether it is off.</summary>
    public bool IsOff => Status == Off;

    /// <summary>Whether the data center has it.</summary>
    public bool IsMade { get; set; }

    /// <summary>Its placement group; null: none.</summary>
    public long? PlacementGroup { get; set; }

    /// <summary>Its places in private networks.</summary>
    public List<PrivateNet> PrivateNets { get; } = [];

    /// <summary>What is or was done to it last.</summary>
    public ApiAction? LastAction { get; set; }

    /// <summary>Whether nothing else can be done to it now.</summary>
    public bool IsLocked => LastAction?.IsRunning == true;
}

/// <summary>A server's place in a private network.</summary>
internal sealed record PrivateNet(long Network, IPAddress Address, string MacAddress)
{
    /// <summary>Further addresses that lead there.</summary>
    public IPAddress[] Aliases { get; set; } = [];

    /// <summary>As the API shows it.</summary>
    public JsonObject Show() => new()
    {
        ["network"] = Network,
        ["ip"] = Address.ToString(),
        ["alias_ips"] = new JsonArray([.. Aliases.Select(alias => (JsonNode)alias.ToString())]),
        ["mac_address"] = MacAddress,
    };
}
