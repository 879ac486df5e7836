using System.Net;

namespace Infra.Tests.Integration.Hosts;

/// <summary>
/// Two networks of the tests' own, as a provider has them: a public one and a private one. Both are bridges in a namespace
/// that nothing else is connected to; the machine's own network doesn't see them.
/// </summary>
internal static class HostNetwork
{
    /// <summary>Where the stand-ins for the Internet's servers answer.</summary>
    public static readonly IPAddress Internet = IPAddress.Parse("192.0.2.1");

    public static string PublicAddress(int number) => $"192.0.2.{10 + number}";

    public static string PrivateAddress(int number) => $"10.99.0.{10 + number}";

    public static void Create()
    {
        var hub = Names.Hub;
        LocalProgram.Must("ip", "netns", "add", hub);
        LocalProgram.Must("ip", "-n", hub, "link", "set", "lo", "up");
        foreach (var (bridge, card, address) in new[]
                 {
                     ("public", "02:00:00:00:00:01", $"{Internet}/24"),
                     ("private", "02:00:00:00:00:02", "10.99.0.1/24"),
                 })
        {
            // Without a card's address of its own a bridge takes the lowest of its cables', which changes as hosts come and go.
            LocalProgram.Must("ip", "-n", hub, "link", "add", bridge, "address", card, "type", "bridge");
            LocalProgram.Must("ip", "-n", hub, "address", "add", address, "dev", bridge);
            LocalProgram.Must("ip", "-n", hub, "link", "set", bridge, "up");
        }
    }

    /// <summary>Connects a host's namespace to both networks.</summary>
    public static void Connect(int number, string space, string publicInterface, string privateInterface)
    {
        Cable(number, space, "public", publicInterface, PublicAddress(number));
        Cable(number, space, "private", privateInterface, PrivateAddress(number));
        LocalProgram.Must("ip", "-n", space, "link", "set", "lo", "up");
        LocalProgram.Must("ip", "-n", space, "route", "add", "default", "via", Internet.ToString());
        // A host that comes back has other cards, and those of the one before would be believed in for up to 45 s.
        LocalProgram.Must("ip", "-n", Names.Hub, "neigh", "flush", "to", PublicAddress(number));
    }

    /// <summary>Takes a host's cables away at once; with its namespace they would go only a moment later.</summary>
    public static void Disconnect(int number)
    {
        foreach (var bridge in new[] { "public", "private" })
            LocalProgram.Must("ip", "-n", Names.Hub, "link", "del", $"{bridge}{number}");
    }

    /// <summary>Cuts or joins a host's public cable at the bridge: packets vanish, no connection is refused.</summary>
    public static void SetPublicCable(int number, bool connected) =>
        LocalProgram.Must("ip", "-n", Names.Hub, "link", "set", $"public{number}", connected ? "up" : "down");

    /// <summary>Cuts a host's private cable, as a provider does that takes a server out of its network.</summary>
    public static void CutPrivateCable(int number) => LocalProgram.Must("ip", "-n", Names.Hub, "link", "set", $"private{number}", "down");

    private static void Cable(int number, string space, string bridge, string device, string address)
    {
        var hub = Names.Hub;
        var end = $"{bridge}{number}";
        LocalProgram.Must("ip", "-n", hub, "link", "add", end, "type", "veth", "peer", "name", device, "netns", space);
        LocalProgram.Must("ip", "-n", hub, "link", "set", end, "master", bridge, "up");
        LocalProgram.Must("ip", "-n", space, "address", "add", $"{address}/24", "dev", device);
        LocalProgram.Must("ip", "-n", space, "link", "set", device, "up");
    }
}
