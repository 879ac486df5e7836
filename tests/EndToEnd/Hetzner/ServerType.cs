using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>A type of servers.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name, such as <c>cpx22</c>.</param>
/// <param name="Cores">Processors.</param>
/// <param name="MemoryGb">Memory, in GB.</param>
/// <param name="DiskGb">The disk of a new server, in GB.</param>
/// <param name="Price">Net, a month, in euros.</param>
/// <param name="Locations">Where it can be had.</param>
internal sealed record ServerType(long Id, string Name, int Cores, int MemoryGb, int DiskGb, decimal Price, Location[] Locations)
{
    /// <summary>The processors' architecture, in Hetzner's word.</summary>
    public string Architecture => Name.StartsWith("cax", StringComparison.Ordinal) ? "arm" : "x86";

    /// <summary>Whether it can be had at a location at all.</summary>
    public bool IsIn(Location location) => Locations.Contains(location);

    /// <summary>As the API shows it.</summary>
    /// <param name="isAvailable">Where there is room for it at the moment.</param>
    public JsonObject Show(Func<Location, bool> isAvailable) => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["description"] = Name.ToUpperInvariant(),
        ["category"] = "cost_optimized",
        ["cores"] = Cores,
        ["memory"] = MemoryGb,
        ["disk"] = DiskGb,
        ["storage_type"] = "local",
        ["cpu_type"] = Name.StartsWith("ccx", StringComparison.Ordinal) ? "dedicated" : "shared",
        ["architecture"] = Architecture,
        ["included_traffic"] = 0,
        ["deprecated"] = false,
        ["deprecation"] = null,
        ["prices"] = ShowPrices(),
        ["locations"] = new JsonArray([.. Locations.Select(location => new JsonObject
        {
            ["id"] = location.Id,
            ["name"] = location.Name,
            ["recommended"] = true,
            ["available"] = isAvailable(location),
            ["deprecation"] = null,
        })]),
    };

    /// <summary>Its prices by location.</summary>
    public JsonArray ShowPrices() => [.. Locations.Select(location => Prices.At(location, Price))];
}
