using System.Globalization;
using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>A request that is refused, as Hetzner's API says it.</summary>
internal sealed class ApiError(int status, string code, string message, JsonObject? details = null) : Exception(message)
{
    /// <summary>The answer's HTTP status.</summary>
    public int Status => status;

    /// <summary>The answer's body.</summary>
    public JsonObject Body => new()
    {
        ["error"] = new JsonObject { ["code"] = code, ["message"] = Message, ["details"] = details?.DeepClone() },
    };

    /// <summary>A field of the request is wrong.</summary>
    public static ApiError Invalid(string field, string message) => new(422, "invalid_input", $"invalid input in field '{field}'", new()
    {
        ["fields"] = new JsonArray(new JsonObject { ["name"] = field, ["messages"] = new JsonArray(message) }),
    });

    /// <summary>The request is well-formed, and what it asks for can't be.</summary>
    public static ApiError Refused(string code, string message) => new(422, code, message);

    /// <summary>There is no such resource.</summary>
    public static ApiError NotFound(string kind, long id) =>
        new(404, "not_found", string.Create(CultureInfo.InvariantCulture, $"{kind} with ID '{id}' not found"));

    /// <summary>There is no such path.</summary>
    public static ApiError NoSuchPath() => new(404, "not_found", "not found");

    /// <summary>The resource's protection is on.</summary>
    public static ApiError Protected(string what) => new(423, "protected", $"{what} is protected");

    /// <summary>Something else is being done to the resource.</summary>
    public static ApiError Locked(string kind) => new(423, "locked", $"{kind} is locked");

    /// <summary>Another resource has that already.</summary>
    public static ApiError NotUnique(string message) => new(409, "uniqueness_error", message);

    /// <summary>The action is for servers that are off.</summary>
    public static ApiError NotStopped() => Refused("server_not_stopped", "server must be stopped");

    /// <summary>Hetzner has no room for it at the moment.</summary>
    public static ApiError Unavailable() => new(412, "resource_unavailable", "error during placement");
}
