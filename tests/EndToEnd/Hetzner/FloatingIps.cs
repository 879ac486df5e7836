using System.Globalization;
using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>Public addresses that move between the servers of a network zone, running or not.</summary>
internal sealed class FloatingIps(Project project) : PublicIps<FloatingIp>(project, "floating_ips", "floating_ip", 8000000)
{
    /// <summary>Those that lead to a server.</summary>
    public IEnumerable<FloatingIp> Of(Server server) => All.Where(ip => ip.Server == server.Id);

    /// <inheritdoc />
    protected override JsonObject Show(FloatingIp resource)
    {
        var shown = resource.Show();
        shown["description"] = resource.Description;
        shown["type"] = resource.Type;
        shown["ip"] = resource.Ip;
        shown["dns_ptr"] = resource.ShowReverseNames();
        shown["server"] = resource.Server;
        shown["home_location"] = resource.Location.Show();
        shown["blocked"] = false;
        shown["protection"] = new JsonObject { ["delete"] = resource.IsProtected };
        return shown;
    }

    /// <inheritdoc />
    protected override ApiAnswer Create(ApiRequest request)
    {
        var (type, labels, id) = (TypeOf(request), Labels.Of(request), NewId());
        var name = request.Has("name") ? NewName(request, null) : string.Create(CultureInfo.InvariantCulture, $"floating-ip-{id}");
        var server = request.Number("server") is { } number ? Project.Servers.Get(number) : null;
        var location = request.Text("home_location") is { } home ? Catalog.Location(home, "home_location")
            : server?.Location ?? throw ApiError.Invalid("home_location", "is missing");
        if (server is not null)
            RefuseFar(location, server);
        var ip = new FloatingIp(id)
        {
            Name = name,
            Labels = labels ?? new Dictionary<string, string>(),
            Type = type,
            Ip = NewIp(id, type, name),
            Location = location,
            Server = server?.Id,
            Description = request.Text("description"),
        };
        Add(ip);
        return ApiAnswer.Made(new JsonObject
        {
            ["floating_ip"] = Show(ip),
            ["action"] = server is null ? null : Project.Start("assign_floating_ip", About(ip), Servers.About(server.Id)),
        });
    }

    /// <inheritdoc />
    protected override void UpdateMore(FloatingIp resource, ApiRequest request) =>
        resource.Description = request.Text("description") ?? resource.Description;

    /// <inheritdoc />
    protected override ApiAnswer Delete(FloatingIp resource)
    {
        Release(resource);
        return ApiAnswer.Gone;
    }

    /// <inheritdoc />
    protected override ApiAnswer Act(FloatingIp resource, string action, ApiRequest request)
    {
        switch (action)
        {
            case "assign":
                var server = Project.Servers.Get(request.NeededNumber("server"));
                RefuseFar(resource.Location, server);
                resource.Server = server.Id;
                return Only(Project.Start("assign_floating_ip", About(resource), Servers.About(server.Id)));
            case "unassign":
                resource.Server = null;
                return Only(Project.Start("unassign_floating_ip", About(resource)));
            case "change_dns_ptr":
                resource.ChangeReverseName(request);
                return Only(Project.Start("change_dns_ptr", About(resource)));
            default:
                return base.Act(resource, action, request);
        }
    }

    private static void RefuseFar(Location home, Server server)
    {
        if (home.Zone != server.Location.Zone)
            throw ApiError.Invalid("server", "is in another network zone");
    }
}
