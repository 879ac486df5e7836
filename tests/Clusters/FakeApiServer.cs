using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Infra.Planning;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Infra.Tests.Clusters;

/// <summary>
/// Kubernetes' API on the loopback: keeps objects, says no in its words, and lets itself be told what else to refuse. Rights, dry runs,
/// conflicts and unknown kinds are as on a real one.
/// </summary>
internal sealed class FakeApiServer : IDisposable
{
    private static readonly (string ApiVersion, string Kind, string Name, bool IsNamespaced)[] Kinds =
    [
        ("v1", "Namespace", "namespaces", false), ("v1", "Node", "nodes", false), ("v1", "ConfigMap", "configmaps", true),
        ("v1", "Pod", "pods", true), ("v1", "Service", "services", true), ("v1", "ServiceAccount", "serviceaccounts", true),
        ("apps/v1", "DaemonSet", "daemonsets", true), ("apps/v1", "Deployment", "deployments", true),
        ("networking.k8s.io/v1", "Ingress", "ingresses", true),
        ("rbac.authorization.k8s.io/v1", "Role", "roles", true), ("rbac.authorization.k8s.io/v1", "RoleBinding", "rolebindings", true),
        ("rbac.authorization.k8s.io/v1", "ClusterRole", "clusterroles", false),
        ("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "clusterrolebindings", false),
        ("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy", "validatingadmissionpolicies", false),
        ("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding", "validatingadmissionpolicybindings", false),
        ("admissionregistration.k8s.io/v1", "MutatingAdmissionPolicy", "mutatingadmissionpolicies", false),
        ("admissionregistration.k8s.io/v1", "MutatingAdmissionPolicyBinding", "mutatingadmissionpolicybindings", false),
        ("apiextensions.k8s.io/v1", "CustomResourceDefinition", "customresourcedefinitions", false),
    ];

    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<string, JsonObject> _objects = new(StringComparer.Ordinal);
    private int _version;

    public FakeApiServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        _application = builder.Build();
        _application.Run(AnswerAsync);
        _application.StartAsync().GetAwaiter().GetResult();
        Address = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/";
    }

    public string Address { get; }

    public string Minor { get; set; } = "36";

    /// <summary>Kinds that this server doesn't know.</summary>
    public HashSet<string> Unknown { get; } = [];

    /// <summary>What else is answered: status and message; null: as always.</summary>
    public Func<FakeRequest, (int Status, string Message)?> Otherwise { get; set; } = _ => null;

    /// <summary>What admission makes of an object that is written: a refusal, or null and whatever it changed.</summary>
    public Func<FakeRequest, string?> Admission { get; set; } = _ => null;

    /// <summary>All that was asked for.</summary>
    public ConcurrentQueue<FakeRequest> Requests { get; } = [];

    /// <summary>Paths of all objects.</summary>
    public IEnumerable<string> Paths => _objects.Keys.Order(StringComparer.Ordinal);

    public string Kubeconfig => $$"""
        apiVersion: v1
        kind: Config
        current-context: fake
        contexts:
          - name: fake
            context: {cluster: fake, user: admin}
        clusters:
          - name: fake
            cluster: {server: '{{Address}}' }
        users:
          - name: admin
            user: {token: secret}
        """;

    public JsonObject? Find(string path) => _objects.GetValueOrDefault(path);

    /// <summary>Puts an object there, past everything.</summary>
    public void Put(string path, JsonObject thing, DateTimeOffset? created = null)
    {
        thing["metadata"]!["resourceVersion"] = Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture);
        thing["metadata"]!["creationTimestamp"] ??= (created
            ?? DateTimeOffset.UtcNow).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        if (thing["data"] is JsonObject { Count: 0 }) thing.Remove("data");
        _objects[path] = thing;
    }

    public void Dispose() => ((IDisposable)_application).Dispose();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync();
        var request = new FakeRequest(
            context.Request.Method,
            context.Request.Path.Value!.Trim('/'),
            context.Request.Query.ToDictionary(entry => entry.Key, entry => entry.Value.ToString()),
            text.Length == 0 ? null : JsonNode.Parse(text)!.AsObject(),
            context.Request.Headers["Impersonate-User"],
            [.. context.Request.Headers["Impersonate-Group"].OfType<string>()]);
        Requests.Enqueue(request);
        var (status, body) = context.Request.Headers.Authorization == "Bearer secret" ? Guarded(request)
            : (401, Status(401, "Unauthorized"));
        context.Response.StatusCode = status;
        if (status == 429) context.Response.Headers.RetryAfter = "0";
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body.ToJsonString());
    }

    // A mistake of a test is seen at once, not when the client gives up.
    private (int Status, JsonObject Body) Guarded(FakeRequest request)
    {
        try
        {
            return Answer(request);
        }
        catch (Exception mistake) when (mistake is not OutOfMemoryException)
        {
            return (500, Status(500, $"the fake failed: {mistake}"));
        }
    }

    private (int Status, JsonObject Body) Answer(FakeRequest request)
    {
        if (Otherwise(request) is { } other) return (other.Status, Status(other.Status, other.Message));
        if (request.Path == "version")
            return (200, new JsonObject { ["major"] = "1", ["minor"] = Minor, ["gitVersion"] = $"v1.{Minor}.4+k3s1" });
        var parts = request.Path.Split('/');
        var version = parts[0] == "api" ? parts[1] : $"{parts[1]}/{parts[2]}";
        var rest = parts[(parts[0] == "api" ? 2 : 3)..];
        var kinds = KindsOf(version);
        if (kinds.Count == 0) return (404, Status(404, "the server could not find the requested resource"));
        if (rest.Length == 0) return (200, new JsonObject { ["resources"] = new JsonArray([.. kinds.Select(Described)]) });
        var ns = rest is ["namespaces", _, _, ..] ? rest[1] : null;
        if (ns is not null) rest = rest[2..];
        var kind = kinds.FirstOrDefault(kind => kind.Name == rest[0]);
        if (kind.Name is null) return (404, Status(404, "the server could not find the requested resource"));
        return Refusal(request, kind.Name, ns) ?? request.Method switch
        {
            "GET" when rest.Length == 1 => (200, List(request)),
            "GET" => _objects.TryGetValue(request.Path, out var found) ? (200, found.DeepClone().AsObject()) : NotFound(rest),
            "POST" => Create(request, kind.Kind, ns),
            "PUT" => Update(request, rest),
            "DELETE" => Delete(request, rest),
            _ => (405, Status(405, "the server does not allow this method on the requested resource")),
        };
    }

    private (int, JsonObject)? Refusal(FakeRequest request, string resource, string? ns)
    {
        var verb = request.Method switch { "POST" => "create", "PUT" => "update", "DELETE" => "delete", _ => "get" };
        if (!May(request, verb, resource)) return (403, Status(403,
            $"{resource} is forbidden: User \"{request.User}\" cannot {verb} resource \"{resource}\" in the namespace \"{ns}\""));
        return (resource, request.Body) switch
        {
            ("roles", { } role) when !May(request, "escalate", resource) => (403, Status(403,
                $"roles \"{Text(role["metadata"]!, "name")}\" is forbidden: user \"{request.User}\" is attempting to grant permissions")),
            // A role that somebody may not bind is looked up, for its rights; none is ever here.
            ("rolebindings", { } binding) when !May(request, "bind", Text(binding["roleRef"]!, "kind") + "s") =>
                NotFound(["rolebindings.rbac.authorization.k8s.io", Text(binding["metadata"]!, "name")]),
            _ => null,
        };
    }

    private bool May(FakeRequest request, string verb, string resource) =>
        request.User is null || request.Groups.Contains("system:masters") || Rules(request).Any(rule =>
            rule["verbs"].Texts().Contains(verb)
            && rule["resources"].Texts().Any(name => name.Split('/')[0].Equals(resource, StringComparison.OrdinalIgnoreCase)));

    private IEnumerable<JsonNode> Rules(FakeRequest request) => _objects.Values
        .Where(thing => Text(thing, "kind") == "ClusterRoleBinding"
            && thing["subjects"]!.AsArray().Any(subject => request.Groups.Contains(Text(subject!, "name"))))
        .SelectMany(binding =>
            _objects[$"apis/rbac.authorization.k8s.io/v1/clusterroles/{Text(binding["roleRef"]!, "name")}"]["rules"]!.AsArray())
        .OfType<JsonNode>();

    private (int, JsonObject) Create(FakeRequest request, string kind, string? ns)
    {
        var thing = request.Body!;
        if (ns is not null && !_objects.ContainsKey($"api/v1/namespaces/{ns}")) return (404, Status(404, $"namespaces \"{ns}\" not found"));
        if (Text(thing, "kind") != kind) return (400,
            Status(400, $"{Text(thing, "kind")} in version {Text(thing, "apiVersion")} cannot be handled as a {kind}"));
        var path = $"{request.Path}/{Text(thing["metadata"]!, "name")}";
        if (Admission(request) is { } message) return (403, Status(403, message));
        if (_objects.ContainsKey(path)) return (409, Status(409, $"{path} already exists"));
        if (!request.IsDryRun) Put(path, thing.DeepClone().AsObject());
        return (201, thing);
    }

    private (int, JsonObject) Update(FakeRequest request, string[] rest)
    {
        if (!_objects.TryGetValue(request.Path, out var kept)) return NotFound(rest);
        if (Text(request.Body!["metadata"]!, "resourceVersion") != Text(kept["metadata"]!, "resourceVersion"))
            return (409,
                Status(409, "Operation cannot be fulfilled: the object has been modified"));
        if (Admission(request) is { } message) return (403, Status(403, message));
        if (!request.IsDryRun) Put(request.Path, request.Body.DeepClone().AsObject());
        return (200, request.Body);
    }

    private (int, JsonObject) Delete(FakeRequest request, string[] rest)
    {
        if (!_objects.ContainsKey(request.Path)) return NotFound(rest);
        if (Admission(request) is { } message) return (403, Status(403, message));
        if (!request.IsDryRun)
        {
            foreach (var path in _objects.Keys.Where(path => path == request.Path
                || path.Contains($"/{request.Path["api/v1/".Length..]}/", StringComparison.Ordinal)))
                _objects.TryRemove(path, out _);
        }

        return (200, Status(200, ""));
    }

    private JsonObject List(FakeRequest request)
    {
        var selector = request.Query.GetValueOrDefault("labelSelector")?.Split('=');
        var found = _objects.Where(entry => entry.Key.StartsWith(request.Path, StringComparison.Ordinal)
            && entry.Key.LastIndexOf('/') == request.Path.Length)
            .Where(entry => selector is null || entry.Value["metadata"]!["labels"]?[selector[0]] is { } label
                && (selector.Length == 1 || label.GetValue<string>() == selector[1]))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal);
        return new JsonObject { ["items"] = new JsonArray([.. found.Select(entry => entry.Value.DeepClone())]) };
    }

    private List<(string ApiVersion, string Kind, string Name, bool IsNamespaced)> KindsOf(string version) =>
    [
        .. Kinds.Where(kind => kind.ApiVersion == version && !Unknown.Contains(kind.Kind)),
        .. _objects.Values.Where(thing => Text(thing, "kind") == "CustomResourceDefinition").Select(thing => thing["spec"]!)
            .Where(spec => version == $"{spec["group"]}/v1")
            .Select(spec => (version, Text(spec["names"]!, "kind"), Text(spec["names"]!, "plural"), true)),
    ];

    private static JsonNode Described((string ApiVersion, string Kind, string Name, bool IsNamespaced) kind) =>
        new JsonObject { ["name"] = kind.Name, ["kind"] = kind.Kind, ["namespaced"] = kind.IsNamespaced };

    private static (int, JsonObject) NotFound(string[] rest) => (404, Status(404, $"{rest[0]} \"{rest[^1]}\" not found"));

    private static JsonObject Status(int code, string message) => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["status"] = code < 300 ? "Success" : "Failure",
        ["message"] = message,
        ["reason"] = code switch
        {
            404 => "NotFound",
            409 => message.EndsWith("already exists", StringComparison.Ordinal) ? "AlreadyExists"
            : "Conflict",
            403 => "Forbidden",
            _ => "Unknown"
        },
        ["code"] = code,
    };

    private static string Text(JsonNode node, string key) => node[key]?.GetValue<string>() ?? "";
}
