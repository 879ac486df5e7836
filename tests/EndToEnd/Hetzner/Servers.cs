using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>
/// Servers: what the API shows of them, their names and their end. How they are made is in <see cref="ServerOrders"/>, what is done to
/// them in <see cref="ServerActions"/>.
/// </summary>
internal sealed partial class Servers : Collection<Server>
{
    private const string Singular = "server";
    private const long IncludedTraffic = 20L * 1024 * 1024 * 1024 * 1024;

    private readonly ServerOrders _orders;
    private readonly ServerActions _actions;

    /// <summary>The servers of a project.</summary>
    public Servers(Project project)
        : base(project, "servers", Singular, 4000000) =>
        (_orders, _actions) = (new ServerOrders(project), new ServerActions(project));

    /// <summary>How actions refer to a server.</summary>
    public static Reference About(long id) => new(Singular, id);

    /// <summary>The server of that name; null: there is none.</summary>
    public Server? Find(string name) => All.FirstOrDefault(server => server.Name == name);

    /// <summary>A server's place in a network ends.</summary>
    public Task Leave(Server server, Network network) => _actions.Leave(server, network);

    /// <inheritdoc />
    protected override JsonObject Show(Server resource)
    {
        var shown = resource.Show();
        shown["status"] = resource.Status;
        shown["server_type"] = resource.Type.Show(location => Project.IsAvailable(resource.Type, location));
        shown["image"] = resource.Image.Show();
        shown["location"] = resource.Location.Show();
        shown["public_net"] = ShowPublicNet(resource);
        shown["private_net"] = new JsonArray([.. resource.PrivateNets.Select(net => net.Show())]);
        shown["placement_group"] =
            Project.PlacementGroups.Find(resource.PlacementGroup) is { } group ? Project.PlacementGroups.ShowOne(group) : null;
        shown["primary_disk_size"] = resource.DiskGb;
        shown["protection"] = new JsonObject { ["delete"] = resource.IsProtected, ["rebuild"] = resource.IsProtected };
        shown["locked"] = resource.IsLocked;
        shown["rescue_enabled"] = false;
        shown["backup_window"] = null;
        shown["iso"] = null;
        shown["volumes"] = new JsonArray();
        shown["load_balancers"] = new JsonArray();
        shown["included_traffic"] = IncludedTraffic;
        shown["ingoing_traffic"] = 0;
        shown["outgoing_traffic"] = 0;
        return shown;
    }

    /// <inheritdoc />
    protected override ApiAnswer Create(ApiRequest request)
    {
        var server = _orders.Read(request, NewId(), NewName(request, null));
        Add(server);
        var (create, start) = _orders.Fulfil(server, request);
        return ApiAnswer.Made(new JsonObject
        {
            ["server"] = Show(server),
            ["action"] = create.Show(),
            ["next_actions"] = new JsonArray(start is null ? [] : [start.Show()]),
            ["root_password"] = request.Items("ssh_keys").Any() ? null : "no-password-is-set",
        });
    }

    /// <summary>The server is there until the data center has taken it away.</summary>
    protected override ApiAnswer Delete(Server resource)
    {
        if (resource.IsLocked)
            throw ApiError.Locked(Singular);
        var before = resource.Status;
        resource.Status = "deleting";
        resource.LastAction = Project.Start(
            "delete_server",
            Project.WorkOn(resource.Id, datacenter => datacenter.DeleteAsync(resource.Id)),
            () => Forget(resource),
            () => resource.Status = before,
            About(resource));
        return ApiAnswer.Ok("action", resource.LastAction.Show());
    }

    /// <summary>Deletion and rebuilding are protected together, or not at all.</summary>
    protected override JsonObject ChangeProtection(Server resource, ApiRequest request)
    {
        var (delete, rebuild) = (request.Flag("delete") ?? resource.IsProtected, request.Flag("rebuild") ?? resource.IsProtected);
        if (delete != rebuild)
            throw ApiError.Invalid("rebuild", "must be the same as delete");
        resource.IsProtected = delete;
        return Project.Start("change_protection", About(resource));
    }

    /// <inheritdoc />
    protected override ApiAnswer Act(Server resource, string action, ApiRequest request) =>
        resource.IsLocked ? throw ApiError.Locked(Singular) : Only(_actions.Act(resource, action, request));

    /// <summary>It is a host name, too.</summary>
    protected override string NewName(ApiRequest request, Server? of)
    {
        var name = request.NeededText("name");
        return HostName().IsMatch(name) ? NotTaken(name, of) : throw ApiError.Invalid("name", "must be a valid hostname");
    }

    private JsonObject ShowPublicNet(Server server)
    {
        var (ipv4, ipv6) = (Project.PrimaryIps.Of(server, "ipv4"), Project.PrimaryIps.Of(server, "ipv6"));
        return new JsonObject
        {
            ["ipv4"] = ipv4 is null ? null : ShowAddress(ipv4, ipv4.ReverseName),
            ["ipv6"] = ipv6 is null ? null : ShowAddress(ipv6, ipv6.ShowReverseNames()),
            ["floating_ips"] = new JsonArray([.. Project.FloatingIps.Of(server).Select(ip => (JsonNode)ip.Id)]),
            ["firewalls"] = new JsonArray([.. Project.Firewalls.Of(server)
                .Select(firewall => new JsonObject { ["id"] = firewall.Id, ["status"] = "applied" })]),
        };
    }

    private static JsonObject ShowAddress(PrimaryIp address, JsonNode reverse) =>
        new() { ["id"] = address.Id, ["ip"] = address.Ip, ["blocked"] = false, ["dns_ptr"] = reverse };

    private void Forget(Server server)
    {
        Remove(server);
        Project.PrimaryIps.PartFrom(server);
        foreach (var ip in Project.FloatingIps.Of(server).ToList())
            ip.Server = null;
        foreach (var firewall in Project.Firewalls.All)
            firewall.Servers.Remove(server.Id);
    }

    [GeneratedRegex(@"^(?=.{1,63}\z)[a-z0-9A-Z]([-.a-z0-9A-Z]*[a-z0-9A-Z])?\z")]
    private static partial Regex HostName();
}
