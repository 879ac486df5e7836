using System.Net;

namespace Infra.Tests.EndToEnd.Worlds;

/// <summary>
/// The world's networks, seen from its middle: the network namespace of this process, where the Internet's servers, the administrators and
/// the tenants' visitors are.
/// </summary>
internal static class Wires
{
    // None of the ranges for documentation, which the program takes for examples. Nothing leads out of the namespaces.
    /// <summary>Where the Internet's sites and its name service answer, and where visitors come from.</summary>
    public static readonly IPAddress Internet = IPAddress.Parse("95.216.30.1");

    /// <summary>Makes the middle.</summary>
    public static void Create()
    {
        Ip("address", "add", $"{Internet}/32", "dev", "lo");
        foreach (var (setting, value) in new[]
                 {
                     ("ipv4/ip_forward", "1"), ("ipv4/conf/all/rp_filter", "0"), ("ipv4/conf/default/rp_filter", "0"),
                     ("bridge/bridge-nf-call-iptables", "0"), ("bridge/bridge-nf-call-ip6tables", "0"),
                     ("bridge/bridge-nf-call-arptables", "0"),
                 })
        {
            if (File.Exists($"/proc/sys/net/{setting}"))
                File.WriteAllText($"/proc/sys/net/{setting}", value);
        }
    }

    /// <summary>Makes a bridge, as a switch of one network.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="card">Its card's address; its own choice would change as cables come and go.</param>
    /// <param name="address">Its address, with the prefix's length.</param>
    public static void Bridge(string name, string card, string address)
    {
        Ip("link", "add", name, "address", card, "type", "bridge");
        Ip("address", "add", address, "dev", name);
        Ip("link", "set", name, "up");
    }

    /// <summary>Lays a cable from the middle into a namespace.</summary>
    /// <param name="end">The name of its end here.</param>
    /// <param name="space">The namespace.</param>
    /// <param name="device">The name of its end there.</param>
    public static void Cable(string end, string space, string device)
    {
        Ip("link", "add", end, "type", "veth", "peer", "name", device, "netns", space);
        Ip("link", "set", end, "up");
        Ip("-n", space, "link", "set", device, "up");
    }

    /// <summary>Runs <c>ip</c>, which must succeed.</summary>
    public static void Ip(params string[] arguments) => LocalProgram.Must("ip", arguments);
}
