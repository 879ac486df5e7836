using System.Net;
using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>A private network.</summary>
internal sealed class Network(long id) : Resource(id)
{
    /// <summary>All its addresses.</summary>
    public required IPNetwork Range { get; set; }

    /// <summary>Parts of it that servers can have addresses of.</summary>
    public List<Subnet> Subnets { get; } = [];

    /// <summary>What it routes to one of its servers.</summary>
    public List<NetworkRoute> Routes { get; } = [];

    /// <summary>Whether routes are told to a vSwitch.</summary>
    public bool IsExposedToVSwitch { get; set; }

    /// <summary>The router's address, which no server gets.</summary>
    public IPAddress Gateway => Ranges.At(Range, 1);
}

/// <summary>A part of a private network.</summary>
internal sealed record Subnet(string Type, IPNetwork Range, string Zone, long? VSwitch)
{
    /// <summary>As the API shows it.</summary>
    public JsonObject Show(Network network) => new()
    {
        ["type"] = Type,
        ["ip_range"] = Range.ToString(),
        ["network_zone"] = Zone,
        ["gateway"] = network.Gateway.ToString(),
        ["vswitch_id"] = VSwitch,
    };

    /// <summary>Whether servers can have an address of it.</summary>
    public bool Has(IPAddress address) =>
        Range.Contains(address) && !address.Equals(Range.BaseAddress) && !address.Equals(Ranges.Last(Range));
}

/// <summary>What a private network routes to one of its servers.</summary>
internal sealed record NetworkRoute(string Destination, string Gateway)
{
    /// <summary>As the API shows it.</summary>
    public JsonObject Show() => new() { ["destination"] = Destination, ["gateway"] = Gateway };
}
