using System.Globalization;
using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>What can be asked about a path below <c>/v1</c>.</summary>
internal interface ICollection
{
    /// <summary>The path's first step, which is what lists call their content.</summary>
    string Plural { get; }

    /// <summary>Answers a request.</summary>
    ApiAnswer Answer(ApiRequest request);
}

/// <summary>A project's resources of one kind.</summary>
/// <param name="project">The project.</param>
/// <param name="plural">Their name in paths and lists.</param>
/// <param name="singular">The name of one of them.</param>
/// <param name="firstId">The first one's number: kinds differ, so that one that is taken for another isn't found.</param>
internal abstract class Collection<T>(Project project, string plural, string singular, long firstId) : ICollection
    where T : Resource
{
    private const int LongestName = 128;

    private readonly SortedDictionary<long, T> _rows = [];
    private long _lastId = firstId;

    /// <inheritdoc />
    public string Plural => plural;

    /// <summary>All of them, in the order of their making.</summary>
    public IEnumerable<T> All => _rows.Values;

    /// <summary>The project that they belong to.</summary>
    protected Project Project => project;

    /// <summary>One of them; null if there is none with that number.</summary>
    public T? Find(long? id) => id is { } number ? _rows.GetValueOrDefault(number) : null;

    /// <summary>One of them.</summary>
    public T Get(long id) => Find(id) ?? throw ApiError.NotFound(singular, id);

    /// <inheritdoc />
    public ApiAnswer Answer(ApiRequest request) => (request.Method, request.Path) switch
    {
        ("GET", [_]) => Listing.Of(plural, All.Select(Show), request),
        ("POST", [_]) => Create(request),
        ("GET", [_, "actions"]) => project.Actions.List(request),
        ("GET", [_, "actions", var action]) => project.Actions.One(action),
        ("GET", [_, var id]) => ApiAnswer.Ok(singular, Show(Named(id))),
        ("PUT", [_, var id]) => Update(Named(id), request),
        ("DELETE", [_, var id]) => DeleteUnprotected(Named(id)),
        ("GET", [_, var id, "actions"]) => project.Actions.List(request, About(Named(id))),
        ("GET", [_, _, "actions", var action]) => project.Actions.One(action),
        ("POST", [_, var id, "actions", "change_protection"]) => Only(ChangeProtection(Named(id), request)),
        ("POST", [_, var id, "actions", var action]) => Act(Named(id), action, request),
        _ => throw ApiError.NoSuchPath(),
    };

    /// <summary>One of them as the API shows it.</summary>
    protected abstract JsonObject Show(T resource);

    /// <summary>Makes one.</summary>
    protected abstract ApiAnswer Create(ApiRequest request);

    /// <summary>Deletes one that isn't protected. Default: it is gone.</summary>
    protected virtual ApiAnswer Delete(T resource)
    {
        Remove(resource);
        return ApiAnswer.Gone;
    }

    /// <summary>Does something to one. Default: nothing is known.</summary>
    protected virtual ApiAnswer Act(T resource, string action, ApiRequest request) => throw ApiError.NoSuchPath();

    /// <summary>Changes what only this kind has. Default: nothing.</summary>
    protected virtual void UpdateMore(T resource, ApiRequest request)
    {
    }

    /// <summary>Sets or takes the protection.</summary>
    protected virtual JsonObject ChangeProtection(T resource, ApiRequest request)
    {
        resource.IsProtected = request.Flag("delete") ?? resource.IsProtected;
        return project.Start("change_protection", About(resource));
    }

    /// <summary>The name that a request wishes, if it may.</summary>
    /// <param name="request">The request.</param>
    /// <param name="of">Who may have it already.</param>
    protected virtual string NewName(ApiRequest request, T? of)
    {
        var name = request.NeededText("name");
        if (name.Length > LongestName)
            throw ApiError.Invalid("name", "is too long");
        return NotTaken(name, of);
    }

    /// <summary>A name that no other one has.</summary>
    protected string NotTaken(string name, T? of) => All.Any(other => other != of && other.Name == name)
        ? throw ApiError.NotUnique($"{singular} name is already used")
        : name;

    /// <summary>A number that none had.</summary>
    protected long NewId() => ++_lastId;

    /// <summary>Adds one.</summary>
    protected void Add(T resource) => _rows.Add(resource.Id, resource);

    /// <summary>Takes one away.</summary>
    protected void Remove(T resource) => _rows.Remove(resource.Id);

    /// <summary>How actions refer to one.</summary>
    protected Reference About(T resource) => new(singular, resource.Id);

    /// <summary>The answer about one action.</summary>
    protected static ApiAnswer Only(JsonObject action) => ApiAnswer.Made(new JsonObject { ["action"] = action });

    /// <summary>The answer about one action, where the API says several.</summary>
    protected static ApiAnswer Several(JsonObject action) => ApiAnswer.Made(new JsonObject { ["actions"] = new JsonArray(action) });

    private T Named(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Get(number) : throw ApiError.NoSuchPath();

    private ApiAnswer Update(T resource, ApiRequest request)
    {
        var name = request.Has("name") ? NewName(request, resource) : resource.Name;
        var labels = Labels.Of(request) ?? resource.Labels;
        UpdateMore(resource, request);
        (resource.Name, resource.Labels) = (name, labels);
        return ApiAnswer.Ok(singular, Show(resource));
    }

    private ApiAnswer DeleteUnprotected(T resource) =>
        resource.IsProtected ? throw ApiError.Protected($"{singular} deletion") : Delete(resource);
}
