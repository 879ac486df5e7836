using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>A group of servers on different hosts.</summary>
internal sealed class PlacementGroup(long id) : Resource(id);

/// <summary>Groups of servers on different hosts.</summary>
internal sealed class PlacementGroups(Project project)
    : Collection<PlacementGroup>(project, "placement_groups", "placement_group", 9000000)
{
    private const int Capacity = 10;
    private const int Most = 50;

    /// <summary>A group as the API shows it, within a server, too.</summary>
    public JsonObject ShowOne(PlacementGroup group)
    {
        var shown = group.Show();
        shown["type"] = "spread";
        shown["servers"] = new JsonArray([.. Members(group).Select(server => (JsonNode)server.Id)]);
        return shown;
    }

    /// <summary>A group that a server wishes to belong to, if it has room.</summary>
    public PlacementGroup WithRoom(long id)
    {
        var group = Find(id) ?? throw ApiError.Invalid("placement_group", "not found");
        return Members(group).Count() < Capacity
            ? group
            : throw ApiError.Refused("placement_error", "too many servers in placement group");
    }

    /// <inheritdoc />
    protected override JsonObject Show(PlacementGroup resource) => ShowOne(resource);

    /// <inheritdoc />
    protected override ApiAnswer Create(ApiRequest request)
    {
        var (name, labels) = (NewName(request, null), Labels.Of(request));
        if (request.NeededText("type") != "spread")
            throw ApiError.Invalid("type", "must be spread");
        if (All.Count() >= Most)
            throw new ApiError(403, "resource_limit_exceeded", "placement group limit exceeded");
        var group = new PlacementGroup(NewId()) { Name = name, Labels = labels ?? new Dictionary<string, string>() };
        Add(group);
        return ApiAnswer.Made(new JsonObject { ["placement_group"] = Show(group), ["action"] = null });
    }

    /// <inheritdoc />
    protected override ApiAnswer Delete(PlacementGroup resource)
    {
        foreach (var server in Members(resource).ToList())
            server.PlacementGroup = null;
        return base.Delete(resource);
    }

    private IEnumerable<Server> Members(PlacementGroup group) =>
        Project.Servers.All.Where(server => server.PlacementGroup == group.Id);
}
