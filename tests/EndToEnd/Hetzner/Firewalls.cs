using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>Firewalls, which apply to servers or to what a selector selects.</summary>
internal sealed class Firewalls(Project project) : Collection<Firewall>(project, "firewalls", "firewall", 6000000)
{
    /// <summary>Those that apply to a server.</summary>
    public IEnumerable<Firewall> Of(Server server) => All.Where(firewall => firewall.AppliesTo(server));

    /// <inheritdoc />
    protected override JsonObject Show(Firewall resource)
    {
        var shown = resource.Show();
        shown["rules"] = new JsonArray([.. resource.Rules.Select(rule => rule.Show())]);
        shown["applied_to"] = new JsonArray(
        [
            .. resource.Servers.Select(ShowServer),
            .. resource.Selectors.Select(selector => new JsonObject
            {
                ["type"] = "label_selector",
                ["label_selector"] = new JsonObject { ["selector"] = selector },
                ["applied_to_resources"] = new JsonArray([.. Selected(selector).Select(server => ShowServer(server.Id))]),
            }),
        ]);
        return shown;
    }

    /// <inheritdoc />
    protected override ApiAnswer Create(ApiRequest request)
    {
        var (name, labels, rules) = (NewName(request, null), Labels.Of(request), FirewallRules.Of(request));
        var firewall = new Firewall(NewId())
        {
            Name = name,
            Labels = labels ?? new Dictionary<string, string>(),
            Rules = rules,
        };
        Apply(firewall, request);
        Add(firewall);
        JsonArray actions = firewall.IsInUse || rules.Count > 0 ? [Project.Start("set_firewall_rules", About(firewall))] : [];
        return ApiAnswer.Made(new JsonObject { ["firewall"] = Show(firewall), ["actions"] = actions });
    }

    /// <inheritdoc />
    protected override ApiAnswer Delete(Firewall resource) => resource.IsInUse
        ? throw ApiError.Refused("resource_in_use", $"firewall with ID '{resource.Id}' is still in use")
        : base.Delete(resource);

    /// <inheritdoc />
    protected override ApiAnswer Act(Firewall resource, string action, ApiRequest request)
    {
        switch (action)
        {
            case "set_rules":
                resource.Rules = FirewallRules.Of(request);
                return Several(Project.Start("set_firewall_rules", About(resource)));
            case "apply_to_resources":
                Apply(resource, request);
                return Several(Project.Start("apply_firewall", About(resource)));
            case "remove_from_resources":
                var gone = Read(request, "remove_from");
                resource.Servers.RemoveAll(gone.Servers.Contains);
                resource.Selectors.RemoveAll(gone.Selectors.Contains);
                return Several(Project.Start("remove_firewall", About(resource)));
            default:
                return base.Act(resource, action, request);
        }
    }

    private static JsonObject ShowServer(long id) => new() { ["type"] = "server", ["server"] = new JsonObject { ["id"] = id } };

    private IEnumerable<Server> Selected(string selector)
    {
        var selects = LabelSelector.Parse(selector);
        return Project.Servers.All.Where(server => selects.Matches(server.Labels));
    }

    private void Apply(Firewall firewall, ApiRequest request)
    {
        var (servers, selectors) = Read(request, "apply_to");
        if (servers.Exists(firewall.Servers.Contains) || selectors.Exists(firewall.Selectors.Contains))
            throw ApiError.Refused("firewall_already_applied", "firewall is already applied");
        firewall.Servers.AddRange(servers);
        firewall.Selectors.AddRange(selectors);
    }

    private (List<long> Servers, List<string> Selectors) Read(ApiRequest request, string field)
    {
        var (servers, selectors) = (new List<long>(), new List<string>());
        foreach (var resource in request.Items(field))
        {
            switch ((string?)resource["type"])
            {
                case "server":
                    var id = ApiRequest.NumberOf(resource["server"]?["id"], field);
                    servers.Add(Project.Servers.Find(id)?.Id
                        ?? throw ApiError.Refused("firewall_resource_not_found", $"server with ID '{id}' not found"));
                    break;
                case "label_selector":
                    var selector = ApiRequest.TextOf(resource["label_selector"]?["selector"], field) ?? "";
                    _ = LabelSelector.Parse(selector);
                    selectors.Add(selector);
                    break;
                default:
                    throw ApiError.Invalid(field, "must be servers or label selectors");
            }
        }

        return (servers, selectors);
    }
}
