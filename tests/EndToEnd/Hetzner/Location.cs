using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>A place with data centers.</summary>
internal sealed record Location(
    long Id, string Name, string Description, string Country, string City, double Latitude, double Longitude, string Zone)
{
    /// <summary>As the API shows it.</summary>
    public JsonObject Show() => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["description"] = Description,
        ["country"] = Country,
        ["city"] = City,
        ["latitude"] = Latitude,
        ["longitude"] = Longitude,
        ["network_zone"] = Zone,
    };
}
