using System.Globalization;
using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>A system that a server can have, for one architecture.</summary>
internal sealed record Image(long Id, string Flavor, string Version, string Architecture)
{
    /// <summary>Its name, such as <c>debian-13</c>; the same for all architectures.</summary>
    public string Name => $"{Flavor}-{Version}";

    /// <summary>As the API shows it.</summary>
    public JsonObject Show() => new()
    {
        ["id"] = Id,
        ["type"] = "system",
        ["status"] = "available",
        ["name"] = Name,
        ["description"] = $"{CultureInfo.InvariantCulture.TextInfo.ToTitleCase(Flavor)} {Version}",
        ["image_size"] = null,
        ["disk_size"] = 5,
        ["created"] = "2024-01-01T00:00:00+00:00",
        ["created_from"] = null,
        ["bound_to"] = null,
        ["os_flavor"] = Flavor,
        ["os_version"] = Version,
        ["rapid_deploy"] = true,
        ["protection"] = new JsonObject { ["delete"] = false },
        ["deprecated"] = null,
        ["deleted"] = null,
        ["labels"] = new JsonObject(),
        ["architecture"] = Architecture,
    };
}
