using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Tests.EndToEnd.Internet;
using Microsoft.AspNetCore.Http;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>
/// Hetzner Cloud's API (https://docs.hetzner.cloud), as far as the program's provider asks it: resources of one project, with the rules
/// that a deployment can run into. What is asked for happens at a data center.
/// </summary>
internal sealed class HetznerApi : ISite
{
    private const int RequestsAnHour = 3600;

    // Go reads times as they stand: a '+' in one may not be an escape.
    private static readonly JsonSerializerOptions Wire = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _authorization;
    private readonly Project _project;
    private readonly Dictionary<string, ICollection> _collections;
    private readonly ConcurrentQueue<RequestSeen> _requests = [];

    /// <param name="token">The token that is accepted.</param>
    /// <param name="datacenter">Where it all happens.</param>
    /// <param name="addresses">Public addresses that can be had.</param>
    public HetznerApi(string token, IDatacenter datacenter, AddressPool addresses)
    {
        _authorization = $"Bearer {token}";
        _project = new Project(datacenter, addresses);
        _collections = _project.Collections.ToDictionary(collection => collection.Plural);
    }

    /// <inheritdoc />
    public IReadOnlyCollection<string> Names { get; } = ["api.hetzner.cloud"];

    /// <summary>All requests that were answered, in that order.</summary>
    public IReadOnlyCollection<RequestSeen> Requests => _requests;

    /// <summary>What the data center threw, whether an action told of it or not.</summary>
    public IReadOnlyCollection<Exception> Failures => _project.Work.Failures;

    /// <summary>How long an action takes at least. Default 50 milliseconds.</summary>
    public TimeSpan ActionTime
    {
        get => _project.ActionTime;
        set => _project.ActionTime = value;
    }

    /// <summary>Says whether there is no room for new servers of a type at a location.</summary>
    public void SoldOut(string type, string location, bool isSoldOut = true)
    {
        lock (_project.Gate)
            _project.SetAvailable(type, location, !isSoldOut);
    }

    /// <summary>A server; null: there is none of that name.</summary>
    public ServerSeen? Server(string name)
    {
        lock (_project.Gate)
        {
            return _project.Servers.Find(name) is { } server
                ? new ServerSeen(
                    server.Id,
                    server.Status,
                    server.Type.Name,
                    _project.PrimaryIps.Of(server, "ipv4")?.Ip,
                    [.. _project.FloatingIps.Of(server).Select(ip => ip.Ip)],
                    [.. server.PrivateNets.Select(net => net.Address.ToString())])
                : null;
        }
    }

    /// <inheritdoc />
    public async Task AnswerAsync(HttpContext context)
    {
        var answer = await AnswerSafelyAsync(context.Request);
        _requests.Enqueue(new RequestSeen(context.Request.Method, $"{context.Request.Path}{context.Request.QueryString}", answer.Status));
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers["RateLimit-Limit"] = Text(RequestsAnHour);
        response.Headers["RateLimit-Remaining"] = Text(RequestsAnHour - 1);
        response.Headers["RateLimit-Reset"] = Text(DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1);
        response.Headers["X-Correlation-Id"] = Text(_requests.Count);
        if (answer.Body is not { } body)
            return;
        response.ContentType = "application/json";
        await response.WriteAsync(body.ToJsonString(Wire));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task<ApiAnswer> AnswerSafelyAsync(HttpRequest request)
    {
        try
        {
            if (request.Headers.Authorization != _authorization)
                throw new ApiError(401, "unauthorized", "unable to authenticate");
            var read = await ApiRequest.ReadAsync(request);
            lock (_project.Gate)
            {
                var answer = Answer(read);
                // A change of labels, or a deletion, has no action that would tell of it.
                _project.Tell();
                return answer;
            }
        }
        catch (ApiError error)
        {
            return new ApiAnswer(error.Status, error.Body);
        }
    }

    private ApiAnswer Answer(ApiRequest request) => (request.Method, request.Path) switch
    {
        (_, [var first, ..]) when _collections.TryGetValue(first, out var collection) => collection.Answer(request),
        ("GET", ["pricing"]) => ApiAnswer.Ok("pricing", Prices.Show()),
        ("GET", ["locations", ..]) => Fixed(request, "location", Catalog.Locations.Select(location => location.Show())),
        ("GET", ["images", ..]) => Fixed(request, "image", Catalog.Images.Select(image => image.Show())),
        ("GET", ["server_types", ..]) => Fixed(request, "server_type", Catalog.ServerTypes.Select(
            type => type.Show(location => _project.IsAvailable(type, location)))),
        _ => throw ApiError.NoSuchPath(),
    };

    private static ApiAnswer Fixed(ApiRequest request, string singular, IEnumerable<JsonObject> rows) => request.Path switch
    {
        [var plural] => Listing.Of(plural, rows, request),
        [_, var id] => ApiAnswer.Ok(singular, rows.FirstOrDefault(row => row["id"]!.ToJsonString() == id) ?? throw ApiError.NoSuchPath()),
        _ => throw ApiError.NoSuchPath(),
    };
}

/// <summary>A request that was answered.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path with its query.</param>
/// <param name="Status">The answer's HTTP status.</param>
internal sealed record RequestSeen(string Method, string Path, int Status);

/// <summary>A server as it is.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Status">What it is doing, in the API's words.</param>
/// <param name="Type">Its type's name.</param>
/// <param name="PublicAddress">Its own public IPv4 address; null: none.</param>
/// <param name="FloatingAddresses">Floating addresses that lead to it.</param>
/// <param name="PrivateAddresses">Its addresses in private networks.</param>
internal sealed record ServerSeen(
    long Id,
    string Status,
    string Type,
    string? PublicAddress,
    IReadOnlyList<string> FloatingAddresses,
    IReadOnlyList<string> PrivateAddresses);
