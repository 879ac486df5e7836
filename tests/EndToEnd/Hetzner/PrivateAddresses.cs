using System.Globalization;
using System.Net;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>Which address a server gets in a private network.</summary>
internal static class PrivateAddresses
{
    /// <summary>The address that a request wishes, or the first one that is free.</summary>
    public static PrivateNet Choose(Project project, Server server, Network network, ApiRequest request)
    {
        if (server.PrivateNets.Exists(net => net.Network == network.Id))
            throw new ApiError(409, "server_already_attached", "server is already attached to the network");
        var within = request.Text("ip_range") is { } range ? Ranges.ReadIpv4(range, "ip_range") : (IPNetwork?)null;
        var subnets = network.Subnets.Where(subnet => subnet.Type != "vswitch" && (within is null || subnet.Range.Equals(within))).ToList();
        if (subnets.Count == 0)
            throw NoneFree();
        if (subnets.TrueForAll(subnet => subnet.Zone != server.Location.Zone))
            throw ApiError.Refused("invalid_input", "no subnet in the server's network zone");
        var taken = project.Servers.All.SelectMany(other => other.PrivateNets).Where(net => net.Network == network.Id)
            .SelectMany(net => net.Aliases.Append(net.Address)).Append(network.Gateway).ToHashSet();
        var address = request.Text("ip") is { } wish
            ? Wished(Ranges.ReadAddress(wish, "ip"), subnets, taken)
            : subnets.SelectMany(subnet => Ranges.Addresses(subnet.Range).Where(subnet.Has)).FirstOrDefault(free => !taken.Contains(free))
                ?? throw NoneFree();
        return new PrivateNet(network.Id, address, MacAddress(server)) { Aliases = Aliases(request) };
    }

    /// <summary>Further addresses that a request wishes.</summary>
    public static IPAddress[] Aliases(ApiRequest request) =>
        [.. request.Items("alias_ips").Select(alias => Ranges.ReadAddress(ApiRequest.TextOf(alias, "alias_ips"), "alias_ips"))];

    private static IPAddress Wished(IPAddress address, List<Subnet> subnets, HashSet<IPAddress> taken)
    {
        if (!subnets.Exists(subnet => subnet.Range.Contains(address)))
            throw ApiError.Invalid("ip", "is not in the subnet's range");
        return subnets.Exists(subnet => subnet.Has(address)) && !taken.Contains(address)
            ? address
            : throw new ApiError(409, "ip_not_available", $"IP {address} is not available");
    }

    private static ApiError NoneFree() => ApiError.Refused("no_subnet_available", "no subnet or IP is available in the network");

    private static string MacAddress(Server server) => string.Create(
        CultureInfo.InvariantCulture,
        $"86:00:{server.Id >> 16 & 0xff:x2}:{server.Id >> 8 & 0xff:x2}:{server.Id & 0xff:x2}:{server.PrivateNets.Count:x2}");
}
