using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>What can be done to a server. It is locked meanwhile.</summary>
internal sealed class ServerActions(Project project)
{
    /// <summary>Does what a request asks for.</summary>
    public JsonObject Act(Server server, string action, ApiRequest request)
    {
        var begun = action switch
        {
            "poweron" => Power(server, "start_server", "starting", Server.Running, datacenter => datacenter.PowerOnAsync(server.Id)),
            "poweroff" => Power(server, "stop_server", "stopping", Server.Off, datacenter => datacenter.PowerOffAsync(server.Id)),
            "shutdown" => Power(server, "shutdown_server", "stopping", Server.Off, datacenter => datacenter.PowerOffAsync(server.Id)),
            "reboot" => Restart(server, "reboot_server"),
            "reset" => Restart(server, "reset_server"),
            "change_type" => ChangeType(server, request),
            "rebuild" => Rebuild(server, request),
            "attach_to_network" => Attach(server, request),
            "detach_from_network" => Detach(server, request),
            _ => null,
        };
        if (begun is not null)
        {
            server.LastAction = begun;
            return begun.Show();
        }

        Change(server, action, request);
        return project.Start(action, Servers.About(server.Id));
    }

    /// <summary>A server's place in a network ends.</summary>
    public Task Leave(Server server, Network network)
    {
        var net = server.PrivateNets.Single(net => net.Network == network.Id);
        server.PrivateNets.Remove(net);
        return project.WorkOn(server.Id, datacenter => datacenter.DetachAsync(server.Id, net.Address.ToString()));
    }

    // What is only written down.
    private void Change(Server server, string action, ApiRequest request)
    {
        switch (action)
        {
            case "change_alias_ips":
                Place(server, project.Networks.Get(request.NeededNumber("network"))).Aliases = PrivateAddresses.Aliases(request);
                break;
            case "add_to_placement_group":
                RefuseRunning(server);
                server.PlacementGroup = project.PlacementGroups.WithRoom(request.NeededNumber("placement_group")).Id;
                break;
            case "remove_from_placement_group":
                RefuseRunning(server);
                server.PlacementGroup = null;
                break;
            case "change_dns_ptr":
                (project.PrimaryIps.Of(server, request.NeededText("ip").Contains(':') ? "ipv6" : "ipv4")
                    ?? throw ApiError.Invalid("ip", "does not belong to the resource")).ChangeReverseName(request);
                break;
            default:
                throw ApiError.NoSuchPath();
        }
    }

    private ApiAction Power(Server server, string command, string meanwhile, string after, Func<IDatacenter, Task> work) =>
        Work(server, command, meanwhile, server.Status == after ? _ => Task.CompletedTask : work, () => server.Status = after);

    private ApiAction Restart(Server server, string command) =>
        Work(server, command, server.Status, datacenter => datacenter.RebootAsync(server.Id), () => server.Status = Server.Running);

    // Hetzner copies the disk to a machine of the new type and starts it there.
    private ApiAction ChangeType(Server server, ApiRequest request)
    {
        var type = Catalog.ServerType(request.NeededText("server_type"));
        RefuseRunning(server);
        if (ProblemOf(server, type) is { } problem)
            throw ApiError.Refused("invalid_server_type", problem);
        if (!project.IsAvailable(type, server.Location))
            throw ApiError.Unavailable();
        var grows = request.Flag("upgrade_disk") ?? throw ApiError.Invalid("upgrade_disk", "is missing");
        return Work(server, "change_server_type", "migrating", datacenter => datacenter.PowerOnAsync(server.Id), () =>
            (server.Type, server.DiskGb, server.Status) = (type, grows ? type.DiskGb : server.DiskGb, Server.Running));
    }

    private static string? ProblemOf(Server server, ServerType type) =>
        type == server.Type ? "server already has this type"
        : type.Architecture != server.Type.Architecture ? "server type has another architecture"
        : type.DiskGb < server.DiskGb ? "disk of the server type is smaller than the server's"
        : !type.IsIn(server.Location) ? "server type is not available in the server's location"
        : null;

    private ApiAction Rebuild(Server server, ApiRequest request)
    {
        if (server.IsProtected)
            throw ApiError.Protected("server rebuild");
        var image = Catalog.Image(request.NeededText("image"), server.Type);
        return Work(server, "rebuild_server", "rebuilding", datacenter => datacenter.RebuildAsync(server.Id, image.Name), () =>
            (server.Image, server.Status) = (image, Server.Running));
    }

    private ApiAction Attach(Server server, ApiRequest request)
    {
        var network = project.Networks.Get(request.NeededNumber("network"));
        var net = PrivateAddresses.Choose(project, server, network, request);
        var range = network.Range.ToString();
        server.PrivateNets.Add(net);
        var work = project.WorkOn(server.Id, datacenter => datacenter.AttachAsync(server.Id, net.Address.ToString(), range));
        return project.Start("attach_to_network", work, null, () => server.PrivateNets.Remove(net), About(server, network));
    }

    private ApiAction Detach(Server server, ApiRequest request)
    {
        var network = project.Networks.Get(request.NeededNumber("network"));
        _ = Place(server, network);
        return project.Start("detach_from_network", Leave(server, network), null, null, About(server, network));
    }

    private static PrivateNet Place(Server server, Network network) => server.PrivateNets.Find(net => net.Network == network.Id)
        ?? throw new ApiError(404, "not_found", "server is not attached to the network");

    private static Reference[] About(Server server, Network network) => [Servers.About(server.Id), new Reference("network", network.Id)];

    private static void RefuseRunning(Server server)
    {
        if (!server.IsOff)
            throw ApiError.NotStopped();
    }

    private ApiAction Work(Server server, string command, string meanwhile, Func<IDatacenter, Task> work, Action done)
    {
        var before = server.Status;
        server.Status = meanwhile;
        return project.Start(command, project.WorkOn(server.Id, work), done, () => server.Status = before, Servers.About(server.Id));
    }
}
