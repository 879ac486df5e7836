using System.Text.Json.Nodes;

namespace Infra.Tests.Verifying;

/// <summary>Who may do what: the roles that a cluster of the program has, and what a test adds.</summary>
internal sealed class ImitatedRights(IReadOnlyDictionary<string, string> owners)
{
    private static readonly string[] Use = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"];

    private static readonly (string Group, string[] Resources)[] TenantsOwn =
    [
        ("", ["configmaps", "pods", "pods/exec", "secrets", "serviceaccounts", "serviceaccounts/token", "services"]),
        ("apps", ["deployments", "deployments/scale"]),
        ("autoscaling", ["horizontalpodautoscalers"]),
        ("batch", ["jobs"]),
        ("networking.k8s.io", ["ingresses", "networkpolicies"]),
        ("rbac.authorization.k8s.io", ["roles", "rolebindings"]),
        ("cert-manager.io", ["certificates"]),
    ];

    /// <summary>Rights beyond: user, namespace ("*": all), verb, group, resource.</summary>
    public List<(string User, string Namespace, string Verb, string Group, string Resource)> More { get; } = [];

    /// <summary>Kinds that tenants can't write although they should.</summary>
    public HashSet<string> Less { get; } = [];

    /// <summary>Whether roles can't give more than their authors have.</summary>
    public bool HoldsRoles { get; set; } = true;

    public bool May(string user, IEnumerable<string> groups, string? ns, string verb, string group, string resource) =>
        user == "system:admin"
        || user.StartsWith("system:serviceaccount:tenant-access:", StringComparison.Ordinal)
            && ns is not null && owners.GetValueOrDefault(ns) == user.Split(':')[^1] && Use.Contains(verb)
            && !Less.Contains(resource) && TenantsOwn.Any(own => own.Group == group && own.Resources.Contains(resource))
        // As the node authorizer: by the group alone.
        || groups.Contains("system:nodes") && (resource is "nodes" or "nodes/status" && verb is "create" or "get" or "update" or "patch"
            || (verb, resource) is ("create", "pods" or "events" or "certificatesigningrequests" or "resourceslices")
                or ("patch", "pods/status"))
        || user is "system:kube-proxy" or "system:serviceaccount:metallb-system:metallb-speaker" && (verb, resource) is ("create", "events")
        || user == "system:k3s-controller" && (verb, resource) is ("patch", "nodes/status")
        || More.Any(more => more.User == user && (more.Namespace == "*" || more.Namespace == ns)
            && more.Verb == verb && more.Group == group && more.Resource == resource);

    public void Check(ReceivedRequest request)
    {
        // A namespace lies in itself.
        var ns = request.Kind.Kind == "Namespace" ? request.Name : request.Namespace;
        if (!May(request.User, request.Groups, ns, request.Verb, request.Kind.Group, request.Resource))
        {
            var scope = ns is null ? "at the cluster scope" : $"in the namespace \"{ns}\"";
            throw StatusException.Forbidden(
                request, $"User \"{request.User}\" cannot {request.Verb} resource \"{request.Resource}\" in API group "
                    + $"\"{request.Kind.Group}\" {scope}");
        }

        if (HoldsRoles && !request.IsAdministrator && request.Verb == "create" && GivesAll(request))
        {
            throw StatusException.Forbidden(request,
                $"user \"{request.User}\" (groups=[]) is attempting to grant RBAC permissions not currently "
                + "held:\n{APIGroups:[\"*\"], Resources:[\"*\"], Verbs:[\"*\"]}");
        }
    }

    /// <summary>The rules review of a user in a namespace, as a server with a node authorizer answers it.</summary>
    public JsonObject Rules(string user, string[] groups, string ns)
    {
        var rules = new JsonArray(Rule("create", "authorization.k8s.io", "selfsubjectaccessreviews", "selfsubjectrulesreviews"));
        foreach (var (group, resources) in TenantsOwn)
        {
            var held = resources.Where(resource => May(user, groups, ns, "create", group, resource)).ToArray();
            if (held.Length > 0) rules.Add(Rule("create", group, held));
        }

        foreach (var more in More.Where(more => more.User == user && (more.Namespace == "*" || more.Namespace == ns)))
            rules.Add(Rule(more.Verb, more.Group, more.Resource));
        return new JsonObject
        {
            ["resourceRules"] = rules,
            ["nonResourceRules"] = new JsonArray(),
            ["incomplete"] = true,
            ["evaluationError"] = "node authorizer does not support user rule resolution",
        };
    }

    private static JsonObject Rule(string verb, string group, params string[] resources) => new()
    {
        ["verbs"] = new JsonArray(verb),
        ["apiGroups"] = new JsonArray(group),
        ["resources"] = new JsonArray([.. resources.Select(resource => (JsonNode)resource)]),
    };

    private static bool GivesAll(ReceivedRequest request) =>
        request.Body?["roleRef"]?["name"]?.GetValue<string>() == "cluster-admin"
        || request.Kind.Kind == "Role" && request.Body!["rules"]!.ToJsonString().Contains('*', StringComparison.Ordinal);
}
