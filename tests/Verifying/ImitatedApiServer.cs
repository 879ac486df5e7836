using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Infra.Tests.Verifying;

/// <summary>
/// Kubernetes' API on this machine's loopback address, over TLS with a CA of its own: objects with what a server adds to them, lists in no
/// order and in pages, Status objects for whatever goes wrong. What the cluster is stands in <see cref="ImitatedCluster"/>.
/// </summary>
internal sealed class ImitatedApiServer : IAsyncDisposable
{
    public const string Token = "token-of-the-administrator";
    private const int LargestPage = 3;

    private readonly ImitatedCluster _cluster;
    private readonly WebApplication _application;
    private readonly X509Certificate2 _authority;

    private ImitatedApiServer(ImitatedCluster cluster)
    {
        _cluster = cluster;
        _authority = Certificate("imitated-ca", null);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(Certificate("127.0.0.1", _authority));
        }));
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    /// <summary>Requests that would have changed something, had they come to a real server.</summary>
    public ConcurrentQueue<string> Changes { get; } = new();

    /// <summary>All requests: method and path with query.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Answers that a test puts in the place of the server's own. Default: none.</summary>
    public Func<HttpRequest, (int Code, string Reason, string Message)?> Disturb { get; set; } = _ => null;

    /// <summary>What a test waits for before a request is answered. Default: nothing.</summary>
    public Func<HttpRequest, Task> Hold { get; set; } = _ => Task.CompletedTask;

    public string Url => _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>A kubeconfig as the stack's output has it.</summary>
    public string Kubeconfig(string token = Token) => $$"""
        apiVersion: v1
        kind: Config
        clusters:
        - name: dev
          cluster: {server: '{{Url}}', certificate-authority-data: {{Convert.ToBase64String(
              Encoding.ASCII.GetBytes(_authority.ExportCertificatePem()))}}}
        users:
        - name: dev
          user: {token: '{{token}}'}
        contexts:
        - name: dev
          context: {cluster: dev, user: dev}
        current-context: dev
        """;

    public static async Task<ImitatedApiServer> StartAsync(ImitatedCluster cluster)
    {
        var server = new ImitatedApiServer(cluster);
        await server._application.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _authority.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        await Hold(context.Request);
        var (code, body) = await ComputeAsync(context.Request);
        context.Response.StatusCode = code;
        if (code is 429 or 503) context.Response.Headers.RetryAfter = "0";
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body.ToJsonString());
    }

    private async Task<(int Code, JsonNode Body)> ComputeAsync(HttpRequest http)
    {
        try
        {
            if (http.Headers.Authorization != $"Bearer {Token}") throw new StatusException(401, "Unauthorized", "Unauthorized");
            if (Disturb(http) is var (code, reason, message)) throw new StatusException(code, reason, message);
            using var reader = new StreamReader(http.Body);
            var text = await reader.ReadToEndAsync();
            lock (_cluster) return (200, Answer(http, text.Length == 0 ? null : JsonNode.Parse(text)!.AsObject()));
        }
        catch (StatusException status)
        {
            return (status.Code, status.Body);
        }
    }

    private JsonNode Answer(HttpRequest http, JsonObject? body)
    {
        var path = http.Path.Value!.Trim('/');
        if (path == "version") return new JsonObject { ["major"] = "1", ["gitVersion"] = _cluster.Version };
        if (ApiKind.All.Where(kind => kind.Root == path).ToList() is { Count: > 0 } kinds) return Discovery(kinds);
        var request = Parse(http, path, body);
        if (request.Kind.Group == "authorization.k8s.io") return _cluster.Review(request);
        _cluster.Rights.Check(request);
        return request.Verb switch
        {
            "list" => List(request, http),
            "get" => _cluster.Find(request)?.DeepClone() ?? throw Missing(request),
            _ => Warned(request, http),
        };
    }

    private JsonNode Warned(ReceivedRequest request, HttpRequest http)
    {
        var answer = Write(request);
        if (_cluster.Guards.Warning(request) is { } warning) http.HttpContext.Response.Headers.Append("Warning", $"299 - \"{warning}\"");
        return answer;
    }

    private static JsonObject Discovery(List<ApiKind> kinds) => new()
    {
        ["kind"] = "APIResourceList",
        ["resources"] = new JsonArray([.. kinds.SelectMany(kind =>
            new[] { kind.Plural, $"{kind.Plural}/status" }.Select(name => new JsonObject
        {
            ["name"] = name,
            ["kind"] = kind.Kind,
            ["namespaced"] = kind.Namespaced,
            ["verbs"] = new JsonArray("get", "list"),
        }))]),
    };

    private static ReceivedRequest Parse(HttpRequest http, string path, JsonObject? body)
    {
        var kind = ApiKind.All.Where(kind => path.StartsWith(kind.Root + "/", StringComparison.Ordinal)).FirstOrDefault(kind =>
        {
            var steps = path[(kind.Root.Length + 1)..].Split('/');
            return steps[0] == "namespaces" && steps.Length > 2 && steps[2] != "status" ? steps[2] == kind.Plural : steps[0] == kind.Plural;
        }) ?? throw new StatusException(404, "NotFound", "the server could not find the requested resource");
        var rest = path[(kind.Root.Length + 1)..].Split('/');
        var ns = kind.Namespaced && rest[0] == "namespaces" ? rest[1] : null;
        var after = rest.Skip(ns is null ? 1 : 3).ToArray();
        // A header's values that came in one line are one value, as in Go.
        var user = http.Headers["Impersonate-User"].FirstOrDefault();
        return new ReceivedRequest(http.Method, kind, ns, after.ElementAtOrDefault(0), after.ElementAtOrDefault(1))
        {
            User = user ?? "system:admin",
            Groups = user is null ? ["system:masters"] : [.. http.Headers["Impersonate-Group"]!],
            DryRun = http.Query["dryRun"] == "All",
            Body = body,
        };
    }

    private JsonObject List(ReceivedRequest request, HttpRequest http)
    {
        // In no order that anybody could rely on.
        var all = _cluster.Objects.Where(thing => thing["kind"]!.GetValue<string>() == request.Kind.Kind).Reverse().ToList();
        var start = int.TryParse(http.Query["continue"], out var given) ? given : 0;
        var limit = int.TryParse(http.Query["limit"], out var asked) ? Math.Min(asked, LargestPage) : all.Count;
        var metadata = new JsonObject { ["resourceVersion"] = "7" };
        if (start + limit < all.Count) metadata["continue"] = (start + limit).ToString();
        return new JsonObject
        {
            ["kind"] = $"{request.Kind.Kind}List",
            ["metadata"] = metadata,
            ["items"] = new JsonArray([.. all.Skip(start).Take(limit).Select(thing => thing.DeepClone())]),
        };
    }

    private JsonNode Write(ReceivedRequest request)
    {
        if (!request.DryRun) Changes.Enqueue($"{request.Method} {request.Resource} {request.Name}");
        if (!request.DryRun && request.Kind.Kind == "Pod") return _cluster.Run(request) ?? throw Missing(request);
        var old = _cluster.Find(request);
        if (request.Verb == "create" && request.Subresource is null)
        {
            var made = request.Body!.DeepClone().AsObject();
            _cluster.Guards.Admit(request, made, null);
            return _cluster.AsKept(made);
        }

        if (old is null) throw Missing(request);
        if (request.Verb == "create")
        {
            _cluster.Guards.Admit(request, request.Body, null);
            return request.Body!.DeepClone();
        }

        var thing = request.Verb switch
        {
            "delete" => null,
            "update" => request.Body!.DeepClone().AsObject(),
            _ => Merge(old.DeepClone().AsObject(), request.Body!),
        };
        if (request.Verb == "update" && request.Body!["metadata"]!["resourceVersion"]?.GetValue<string>() != old["metadata"]![
            "resourceVersion"]!.GetValue<string>())
            throw new StatusException(409, "Conflict", "the object has been modified; please apply your changes to the latest version");
        if (thing is not null && !JsonNode.DeepEquals(thing["roleRef"], old["roleRef"]))
            throw new StatusException(422, "Invalid", "roleRef: Invalid value: cannot change roleRef");
        _cluster.Guards.Admit(request, thing, old);
        return thing is null ? old.DeepClone() : _cluster.AsKept(thing, old);
    }

    private static StatusException Missing(ReceivedRequest request) =>
        new(404, "NotFound", $"{request.Kind.Plural} \"{request.Name}\" not found");

    private static JsonObject Merge(JsonObject into, JsonObject patch)
    {
        foreach (var (key, value) in patch)
        {
            if (value is JsonObject inner && into[key] is JsonObject place) Merge(place, inner);
            else if (value is null) into.Remove(key);
            else into[key] = value.DeepClone();
        }

        return into;
    }

    private static X509Certificate2 Certificate(string name, X509Certificate2? authority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        if (authority is null)
        {
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            return request.CreateSelfSigned(from, to);
        }

        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(authority, from, to.AddHours(-1), RandomNumberGenerator.GetBytes(8));
        using var whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null);
    }
}
