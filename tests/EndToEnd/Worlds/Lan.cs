using System.Globalization;

namespace Infra.Tests.EndToEnd.Worlds;

/// <summary>
/// Two networks of one layer 2 each, as in a room with machines: a public one, where whoever answers ARP for an address gets its packets,
/// and a private one.
/// </summary>
internal static class Lan
{
    /// <summary>The public network's router, where administrators are.</summary>
    public const string Middle = "95.216.10.1";

    /// <summary>Makes the networks.</summary>
    public static void Create()
    {
        Wires.Bridge("public", "02:00:00:00:00:01", $"{Middle}/24");
        Wires.Bridge("private", "02:00:00:00:00:02", "10.99.0.1/24");
    }

    /// <summary>A machine's public address.</summary>
    public static string PublicAddress(int number) => Of("95.216.10", 10 + number);

    /// <summary>A machine's private address.</summary>
    public static string PrivateAddress(int number) => Of("10.99.0", 10 + number);

    /// <summary>A further public address, which nobody has until somebody answers for it.</summary>
    public static string FurtherAddress(int number) => Of("95.216.10", 100 + number);

    /// <summary>Connects a machine's namespace with both.</summary>
    public static void Connect(int number, string space, string publicCard = "eth0", string privateCard = "enp7s0")
    {
        foreach (var (bridge, card, address) in new[]
                 {
                     ("public", publicCard, PublicAddress(number)), ("private", privateCard, PrivateAddress(number)),
                 })
        {
            var end = End(bridge, number);
            Wires.Cable(end, space, card);
            Wires.Ip("link", "set", end, "master", bridge);
            Wires.Ip("-n", space, "address", "add", $"{address}/24", "dev", card);
        }

        Wires.Ip("-n", space, "link", "set", "lo", "up");
        Wires.Ip("-n", space, "route", "add", "default", "via", Middle);
        // A machine that comes back has other cards, and those from before would be believed in for a while.
        Wires.Ip("neigh", "flush", "to", PublicAddress(number));
    }

    /// <summary>Takes a machine's cables away.</summary>
    public static void Disconnect(int number)
    {
        foreach (var bridge in new[] { "public", "private" })
            LocalProgram.Run("ip", "link", "del", End(bridge, number));
    }

    /// <summary>Cuts a machine's cable, or joins it again.</summary>
    public static void SetCable(string network, int number, bool connected) =>
        Wires.Ip("link", "set", End(network, number), connected ? "up" : "down");

    private static string End(string bridge, int number) => string.Create(CultureInfo.InvariantCulture, $"{bridge}{number}");

    private static string Of(string network, int last) => string.Create(CultureInfo.InvariantCulture, $"{network}.{last}");
}
