using System.Globalization;
using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>A resource that an action is about.</summary>
internal readonly record struct Reference(string Kind, long Id);

/// <summary>Something that takes its time: what it is, and how it ended.</summary>
internal sealed class ApiAction(long id, string command, Reference[] about)
{
    /// <summary>Its number.</summary>
    public long Id => id;

    /// <summary>Whether it has not ended.</summary>
    public bool IsRunning => Finished is null;

    /// <summary>When it ended; null: it has not.</summary>
    public DateTimeOffset? Finished { get; set; }

    /// <summary>Why it failed; null: it did not.</summary>
    public string? Error { get; set; }

    private DateTimeOffset Started { get; } = DateTimeOffset.UtcNow;

    /// <summary>Whether it is about a resource.</summary>
    public bool IsAbout(Reference resource) => about.Contains(resource);

    /// <summary>As the API shows it.</summary>
    public JsonObject Show() => new()
    {
        ["id"] = id,
        ["command"] = command,
        ["status"] = IsRunning ? "running" : Error is null ? "success" : "error",
        ["progress"] = IsRunning ? 0 : 100,
        ["started"] = Resource.Show(Started),
        ["finished"] = Finished is { } finished ? Resource.Show(finished) : null,
        ["resources"] = new JsonArray([.. about.Select(resource => new JsonObject { ["id"] = resource.Id, ["type"] = resource.Kind })]),
        ["error"] = Error is null ? null : new JsonObject { ["code"] = "action_failed", ["message"] = Error },
    };
}

/// <summary>All actions of a project.</summary>
internal sealed class Actions : ICollection
{
    private readonly SortedDictionary<long, ApiAction> _all = [];
    private long _lastId = 900000;

    /// <inheritdoc />
    public string Plural => "actions";

    /// <summary>Begins an action.</summary>
    public ApiAction Add(string command, Reference[] about)
    {
        var action = new ApiAction(++_lastId, command, about);
        _all.Add(action.Id, action);
        return action;
    }

    /// <inheritdoc />
    public ApiAnswer Answer(ApiRequest request) => (request.Method, request.Path) switch
    {
        ("GET", [_]) => List(request),
        ("GET", [_, var id]) => One(id),
        _ => throw ApiError.NoSuchPath(),
    };

    /// <summary>The actions that a request asks for, by their numbers or about a resource.</summary>
    public ApiAnswer List(ApiRequest request, Reference? about = null)
    {
        var ids = request.Query["id"];
        var rows = _all.Values.Where(action => about is { } resource
            ? action.IsAbout(resource)
            : ids.Contains(action.Id.ToString(CultureInfo.InvariantCulture)));
        return Listing.Page(Plural, [.. rows.Select(action => action.Show())], request);
    }

    /// <summary>One action.</summary>
    public ApiAnswer One(string id) =>
        !long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? throw ApiError.NoSuchPath()
        : _all.TryGetValue(number, out var action) ? ApiAnswer.Ok("action", action.Show())
        : throw ApiError.NotFound("action", number);
}
