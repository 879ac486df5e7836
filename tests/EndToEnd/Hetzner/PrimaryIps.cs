using System.Globalization;
using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>Servers' own public addresses. They come and go only while the server is off.</summary>
internal sealed class PrimaryIps(Project project) : PublicIps<PrimaryIp>(project, "primary_ips", "primary_ip", 7000000)
{
    private const string Retired = "the property 'datacenter' is gone, use 'location'";

    /// <summary>A server's address of a type; null: it has none.</summary>
    public PrimaryIp? Of(Server server, string type) => All.FirstOrDefault(ip => ip.Assignee == server.Id && ip.Type == type);

    /// <summary>Makes an address for a new server that has none, which goes with it.</summary>
    public void MakeFor(Server server, string type)
    {
        var id = NewId();
        Add(new PrimaryIp(id)
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"primary_ip-{id}"),
            Labels = new Dictionary<string, string>(),
            Type = type,
            Ip = NewIp(id, type, server.Name),
            Location = server.Location,
            Assignee = server.Id,
            AutoDelete = true,
        });
    }

    /// <summary>The address that the order of a server names.</summary>
    public PrimaryIp ForOrder(long id, string type)
    {
        var ip = Find(id) ?? throw ApiError.Invalid($"public_net.{type}", "primary IP not found");
        return ip.Type != type ? throw ApiError.Refused("primary_ip_version_mismatch", "primary IP has the wrong version")
            : ip.Assignee is not null ? throw ApiError.Refused("primary_ip_assigned", "primary IP is already assigned")
            : ip;
    }

    /// <summary>Parts a server from its addresses; those that go with it are deleted.</summary>
    public void PartFrom(Server server)
    {
        foreach (var ip in All.Where(ip => ip.Assignee == server.Id).ToList())
        {
            ip.Assignee = null;
            if (ip.AutoDelete)
                Release(ip);
        }
    }

    /// <inheritdoc />
    protected override JsonObject Show(PrimaryIp resource)
    {
        var shown = resource.Show();
        shown["type"] = resource.Type;
        shown["ip"] = resource.Ip;
        shown["dns_ptr"] = resource.ShowReverseNames();
        shown["assignee_id"] = resource.Assignee;
        shown["assignee_type"] = "server";
        shown["auto_delete"] = resource.AutoDelete;
        shown["blocked"] = false;
        shown["location"] = resource.Location.Show();
        shown["protection"] = new JsonObject { ["delete"] = resource.IsProtected };
        return shown;
    }

    /// <inheritdoc />
    protected override ApiAnswer Create(ApiRequest request)
    {
        var (name, type, labels) = (NewName(request, null), TypeOf(request), Labels.Of(request));
        if (request.Text("assignee_type") is not (null or "server"))
            throw ApiError.Invalid("assignee_type", "must be server");
        if (request.Has("datacenter"))
            throw new ApiError(410, "deprecated_api_endpoint", Retired);
        var server = request.Number("assignee_id") is { } id ? Project.Servers.Get(id) : null;
        if (server is not null)
            RefuseSecond(server, type);
        var location = server?.Location ?? Catalog.Location(request.NeededText("location"), "location");
        var number = NewId();
        var ip = new PrimaryIp(number)
        {
            Name = name,
            Labels = labels ?? new Dictionary<string, string>(),
            Type = type,
            Ip = NewIp(number, type, name),
            Location = location,
            Assignee = server?.Id,
            AutoDelete = request.Flag("auto_delete") ?? false,
        };
        Add(ip);
        return ApiAnswer.Made(new JsonObject
        {
            ["primary_ip"] = Show(ip),
            ["action"] = server is null ? null : Project.Start("create_primary_ip", About(ip), Servers.About(server.Id)),
        });
    }

    /// <inheritdoc />
    protected override void UpdateMore(PrimaryIp resource, ApiRequest request) =>
        resource.AutoDelete = request.Flag("auto_delete") ?? resource.AutoDelete;

    /// <inheritdoc />
    protected override ApiAnswer Delete(PrimaryIp resource)
    {
        if (Project.Servers.Find(resource.Assignee) is { IsOff: false })
            throw ApiError.NotStopped();
        Release(resource);
        return ApiAnswer.Gone;
    }

    /// <inheritdoc />
    protected override ApiAnswer Act(PrimaryIp resource, string action, ApiRequest request)
    {
        switch (action)
        {
            case "assign":
                var server = Project.Servers.Get(request.NeededNumber("assignee_id"));
                Assign(resource, server);
                return Only(Project.Start("assign_primary_ip", About(resource), Servers.About(server.Id)));
            case "unassign":
                if (Project.Servers.Find(resource.Assignee) is not { } owner)
                    throw ApiError.Refused("primary_ip_not_assigned", "primary IP is not assigned");
                if (!owner.IsOff)
                    throw ApiError.NotStopped();
                resource.Assignee = null;
                return Only(Project.Start("unassign_primary_ip", About(resource), Servers.About(owner.Id)));
            case "change_dns_ptr":
                resource.ChangeReverseName(request);
                return Only(Project.Start("change_dns_ptr", About(resource)));
            default:
                return base.Act(resource, action, request);
        }
    }

    private void Assign(PrimaryIp ip, Server server)
    {
        if (ip.Assignee is not null)
            throw ApiError.Refused("primary_ip_already_assigned", "primary IP is already assigned");
        if (ip.Location != server.Location)
            throw ApiError.Refused("primary_ip_datacenter_mismatch", "primary IP is in another location than the server");
        RefuseSecond(server, ip.Type);
        ip.Assignee = server.Id;
    }

    private void RefuseSecond(Server server, string type)
    {
        if (!server.IsOff)
            throw ApiError.NotStopped();
        if (Of(server, type) is not null)
            throw ApiError.Refused($"server_has_{type}", $"server already has an {type} address");
    }
}
