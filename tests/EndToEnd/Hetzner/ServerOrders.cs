using System.Text;
using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>Orders of servers: what they may wish, and how they are fulfilled.</summary>
internal sealed class ServerOrders(Project project)
{
    private const int MostUserData = 32 * 1024;

    /// <summary>Reads an order and refuses what Hetzner does. Nothing has changed before that.</summary>
    public Server Read(ApiRequest request, long id, string name)
    {
        var type = Catalog.ServerType(request.NeededText("server_type"));
        var wishes = PublicNet.Of(request);
        PrimaryIp?[] given = [Given(wishes.Ipv4, "ipv4"), Given(wishes.Ipv6, "ipv6")];
        var server = new Server(id)
        {
            Name = name,
            Labels = Labels.Of(request) ?? new Dictionary<string, string>(),
            Type = type,
            DiskGb = type.DiskGb,
            Image = Catalog.Image(request.NeededText("image"), type),
            Location = Place(request, type, given),
            PlacementGroup = request.Number("placement_group") is { } group ? project.PlacementGroups.WithRoom(group).Id : null,
        };
        if (Encoding.UTF8.GetByteCount(request.Text("user_data") ?? "") > MostUserData)
            throw ApiError.Invalid("user_data", "must have 32 KiB at most");
        if (request.Items("volumes").Any())
            throw ApiError.Invalid("volumes", "are not imitated");
        foreach (var key in request.Items("ssh_keys"))
            _ = project.SshKeys.ForOrder(key);
        foreach (var firewall in FirewallsOf(request).Where(firewall => project.Firewalls.Find(firewall) is null))
            throw ApiError.Invalid("firewalls", $"firewall {firewall} not found");
        if (!wishes.Ipv4.IsWished && !wishes.Ipv6.IsWished && !NetworksOf(request).Any() && IsStarted(request))
            throw ApiError.Refused("invalid_input", "server would have no network");
        foreach (var network in NetworksOf(request))
            server.PrivateNets.Add(PrivateAddresses.Choose(project, server, project.Networks.Get(network), request with { Body = [] }));
        return server;
    }

    /// <summary>Gives a server what it shall have, and has it made.</summary>
    public (ApiAction Create, ApiAction? Start) Fulfil(Server server, ApiRequest request)
    {
        var wishes = PublicNet.Of(request);
        foreach (var (wish, type) in new[] { (wishes.Ipv4, "ipv4"), (wishes.Ipv6, "ipv6") })
        {
            if (wish.Id is { } id)
                project.PrimaryIps.Get(id).Assignee = server.Id;
            else if (wish.IsWished)
                project.PrimaryIps.MakeFor(server, type);
        }

        foreach (var firewall in FirewallsOf(request))
            project.Firewalls.Get(firewall).Servers.Add(server.Id);
        var isStarted = IsStarted(request);
        var order = new ServerOrder(
            server.Id,
            server.Name,
            server.Type.Name,
            server.Image.Name,
            request.Text("user_data"),
            [.. request.Items("ssh_keys").Select(key => project.SshKeys.ForOrder(key).PublicKey)],
            project.PrimaryIps.Of(server, "ipv4")?.Ip,
            [.. server.PrivateNets.Select(net => net.Address.ToString())],
            isStarted);
        var networks = server.PrivateNets.Select(net => (Net: net, Range: project.Networks.Get(net.Network).Range.ToString())).ToList();
        var work = project.WorkOn(server.Id, async datacenter =>
        {
            await datacenter.CreateAsync(order);
            foreach (var (net, range) in networks)
                await datacenter.AttachAsync(server.Id, net.Address.ToString(), range);
        });
        var about = Servers.About(server.Id);
        var create = project.Start(
            "create_server",
            work,
            () => (server.IsMade, server.Status) = (true, isStarted ? Server.Running : Server.Off),
            () => server.Status = Server.Off,
            about);
        server.LastAction = create;
        return (create, isStarted ? project.Start("start_server", work, null, null, about) : null);
    }

    private static bool IsStarted(ApiRequest request) => request.Flag("start_after_create") ?? true;

    private static IEnumerable<long> NetworksOf(ApiRequest request) =>
        request.Items("networks").Select(network => ApiRequest.NumberOf(network, "networks"));

    private static IEnumerable<long> FirewallsOf(ApiRequest request) =>
        request.Items("firewalls").Select(firewall => ApiRequest.NumberOf((firewall as JsonObject)?["firewall"], "firewalls"));

    private PrimaryIp? Given(AddressWish wish, string type) => wish.Id is not { } id ? null
        : wish.IsWished ? project.PrimaryIps.ForOrder(id, type)
        : throw ApiError.Invalid($"public_net.{type}", "is given and disabled");

    private Location Place(ApiRequest request, ServerType type, PrimaryIp?[] given)
    {
        if (request.Has("datacenter"))
            throw new ApiError(410, "deprecated_api_endpoint", "the property 'datacenter' is gone, use 'location'");
        var location = request.Text("location") is { } name
            ? Catalog.Location(name, "location")
            : given.OfType<PrimaryIp>().FirstOrDefault()?.Location ?? Catalog.Locations[0];
        if (given.Any(ip => ip is not null && ip.Location != location))
            throw ApiError.Refused("primary_ip_datacenter_mismatch", "primary IP is in another location than the server");
        if (!type.IsIn(location))
            throw ApiError.Refused("invalid_input", "unsupported location for server type");
        return project.IsAvailable(type, location) ? location : throw ApiError.Unavailable();
    }

    private sealed record AddressWish(bool IsWished, long? Id);

    private sealed record PublicNet(AddressWish Ipv4, AddressWish Ipv6)
    {
        public static PublicNet Of(ApiRequest request)
        {
            var wishes = request with { Body = request.Body["public_net"] as JsonObject ?? [] };
            return new PublicNet(
                new AddressWish(wishes.Flag("enable_ipv4") ?? true, wishes.Number("ipv4")),
                new AddressWish(wishes.Flag("enable_ipv6") ?? true, wishes.Number("ipv6")));
        }
    }
}
