namespace Infra.Components.HCloud;

/// <summary>Hetzner Cloud's locations (https://docs.hetzner.com/cloud/general/locations, read on 2026-11-22).</summary>
public static class Locations
{
    /// <summary>The network zone of a location, which a subnet must be in.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The location isn't known.</exception>
    public static string NetworkZone(string location) => location switch
    {
        "fsn1" or "nbg1" or "hel1" => "eu-central",
        "ash" => "us-east",
        "hil" => "us-west",
        "sin" => "ap-southeast",
        _ => throw new ArgumentOutOfRangeException(nameof(location), location, "is no location of Hetzner Cloud that is known here"),
    };
}
