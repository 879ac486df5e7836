using System.Text.Json.Nodes;

namespace Infra.Tests.Verifying;

/// <summary>A request as the imitated API server understood it.</summary>
internal sealed record ReceivedRequest(string Method, ApiKind Kind, string? Namespace, string? Name, string? Subresource)
{
    public required string User { get; init; }

    public required string[] Groups { get; init; }

    public bool DryRun { get; init; }

    public JsonObject? Body { get; init; }

    public bool IsAdministrator => User == "system:admin";

    public string Verb => (Method, Name) switch
    {
        ("POST", _) => "create",
        ("PUT", _) => "update",
        ("PATCH", _) => "patch",
        ("DELETE", _) => "delete",
        (_, null) => "list",
        _ => "get",
    };

    public string Resource => Subresource is null ? Kind.Plural : $"{Kind.Plural}/{Subresource}";
}

/// <summary>An answer other than 200: a Status object.</summary>
internal sealed class StatusException(int code, string reason, string message) : Exception(message)
{
    public int Code => code;

    public JsonObject Body => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject(),
        ["status"] = "Failure",
        ["message"] = Message,
        ["reason"] = reason,
        ["code"] = code,
    };

    public static StatusException Forbidden(ReceivedRequest request, string why)
    {
        var group = request.Kind.Group.Length == 0 ? request.Kind.Plural : $"{request.Kind.Plural}.{request.Kind.Group}";
        return new(403, "Forbidden",
            $"{group} \"{request.Name ?? request.Body?["metadata"]?["name"]?.GetValue<string>()}\" is forbidden: {why}");
    }
}
