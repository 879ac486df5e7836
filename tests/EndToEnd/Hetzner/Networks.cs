using System.Net;
using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>Private networks, with subnets and routes.</summary>
internal sealed class Networks(Project project) : Collection<Network>(project, "networks", "network", 5000000)
{
    private const int LongestPrefix = 24;

    private static readonly IPNetwork[] Private =
        [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16")];

    /// <inheritdoc />
    protected override JsonObject Show(Network resource)
    {
        var shown = resource.Show();
        shown["ip_range"] = resource.Range.ToString();
        shown["subnets"] = new JsonArray([.. resource.Subnets.Select(subnet => subnet.Show(resource))]);
        shown["routes"] = new JsonArray([.. resource.Routes.Select(route => route.Show())]);
        shown["servers"] = new JsonArray([.. Members(resource).Select(server => (JsonNode)server.Id)]);
        shown["load_balancers"] = new JsonArray();
        shown["expose_routes_to_vswitch"] = resource.IsExposedToVSwitch;
        shown["protection"] = new JsonObject { ["delete"] = resource.IsProtected };
        return shown;
    }

    /// <inheritdoc />
    protected override ApiAnswer Create(ApiRequest request)
    {
        var network = new Network(NewId())
        {
            Name = NewName(request, null),
            Labels = Labels.Of(request) ?? new Dictionary<string, string>(),
            Range = ReadRange(request),
            IsExposedToVSwitch = request.Flag("expose_routes_to_vswitch") ?? false,
        };
        foreach (var subnet in request.Items("subnets"))
            network.Subnets.Add(ReadSubnet(network, request with { Body = subnet.AsObject() }));
        foreach (var route in request.Items("routes"))
            network.Routes.Add(ReadNewRoute(network, request with { Body = route.AsObject() }));
        Add(network);
        return ApiAnswer.Made(new JsonObject { ["network"] = Show(network) });
    }

    /// <inheritdoc />
    protected override void UpdateMore(Network resource, ApiRequest request) =>
        resource.IsExposedToVSwitch = request.Flag("expose_routes_to_vswitch") ?? resource.IsExposedToVSwitch;

    /// <summary>Its servers lose their cards.</summary>
    protected override ApiAnswer Delete(Network resource)
    {
        foreach (var server in Members(resource).ToList())
            _ = Project.Servers.Leave(server, resource);
        return base.Delete(resource);
    }

    /// <inheritdoc />
    protected override ApiAnswer Act(Network resource, string action, ApiRequest request)
    {
        switch (action)
        {
            case "add_subnet":
                resource.Subnets.Add(ReadSubnet(resource, request));
                break;
            case "delete_subnet":
                resource.Subnets.Remove(EmptySubnet(resource, Ranges.ReadIpv4(request.Text("ip_range"), "ip_range")));
                break;
            case "add_route":
                resource.Routes.Add(ReadNewRoute(resource, request));
                break;
            case "delete_route":
                if (!resource.Routes.Remove(ReadRoute(request)))
                    throw new ApiError(404, "not_found", "route not found");
                break;
            case "change_ip_range":
                var range = ReadRange(request);
                if (!Ranges.IsWithin(resource.Range, range))
                    throw ApiError.Invalid("ip_range", "must contain the old one");
                resource.Range = range;
                break;
            default:
                return base.Act(resource, action, request);
        }

        return Only(Project.Start(action, About(resource)));
    }

    private IEnumerable<Server> Members(Network network) =>
        Project.Servers.All.Where(server => server.PrivateNets.Exists(net => net.Network == network.Id));

    private static IPNetwork ReadRange(ApiRequest request)
    {
        var range = Ranges.ReadIpv4(request.NeededText("ip_range"), "ip_range");
        return !Array.Exists(Private, block => Ranges.IsWithin(range, block)) ? throw ApiError.Invalid("ip_range", "must be private")
            : range.PrefixLength > LongestPrefix ? throw ApiError.Invalid("ip_range", "must have 256 addresses at least")
            : range;
    }

    private static Subnet ReadSubnet(Network network, ApiRequest request)
    {
        var (type, zone) = (request.NeededText("type"), request.NeededText("network_zone"));
        if (type is not ("cloud" or "server" or "vswitch"))
            throw ApiError.Invalid("type", "must be cloud, server or vswitch");
        if (Catalog.Locations.All(location => location.Zone != zone))
            throw ApiError.Invalid("network_zone", "is unknown");
        var range = Ranges.ReadIpv4(request.NeededText("ip_range"), "ip_range");
        if (!Ranges.IsWithin(range, network.Range))
            throw ApiError.Invalid("ip_range", "is not within the network's range");
        if (network.Subnets.Exists(other => Ranges.Overlap(other.Range, range)))
            throw ApiError.NotUnique("subnet overlaps with another subnet");
        return new Subnet(type, range, zone, request.Number("vswitch_id"));
    }

    private Subnet EmptySubnet(Network network, IPNetwork range)
    {
        var subnet = network.Subnets.Find(subnet => subnet.Range.Equals(range)) ?? throw new ApiError(404, "not_found", "subnet not found");
        var isEmpty = !Members(network).SelectMany(server => server.PrivateNets)
            .Any(net => net.Network == network.Id && range.Contains(net.Address));
        return isEmpty ? subnet : throw ApiError.Refused("service_error", "cannot remove subnet because servers are attached to it");
    }

    private static NetworkRoute ReadRoute(ApiRequest request) => new(
        Ranges.ReadIpv4(request.NeededText("destination"), "destination").ToString(),
        Ranges.ReadAddress(request.NeededText("gateway"), "gateway").ToString());

    private static NetworkRoute ReadNewRoute(Network network, ApiRequest request)
    {
        var route = ReadRoute(request);
        if (!network.Range.Contains(IPAddress.Parse(route.Gateway)))
            throw ApiError.Invalid("gateway", "is not within the network's range");
        return network.Routes.Exists(other => other.Destination == route.Destination) ? throw ApiError.NotUnique("route overlaps") : route;
    }
}
