using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Infra.Tests.EndToEnd.Internet.Acme;

/// <summary>Why a request is refused or a validation failed (https://datatracker.ietf.org/doc/html/rfc8555#section-6.7).</summary>
/// <param name="type">ACME's word for it: <c>badNonce</c>.</param>
/// <param name="detail">What people read.</param>
/// <param name="status">HTTP's word for it.</param>
internal sealed class AcmeProblem(string type, string detail, int status = StatusCodes.Status400BadRequest) : Exception(detail)
{
    /// <summary>ACME's word for it.</summary>
    public string Type => type;

    /// <summary>HTTP's word for it.</summary>
    public int Status => status;

    /// <summary>A request that no client of ACME would send.</summary>
    public static AcmeProblem Malformed(string detail, int status = StatusCodes.Status400BadRequest) => new("malformed", detail, status);

    /// <summary>What isn't there, or is somebody else's.</summary>
    public static AcmeProblem NotFound(string what) => Malformed($"{what} isn't there.", StatusCodes.Status404NotFound);

    /// <summary>What somebody may not do, or hasn't proved.</summary>
    public static AcmeProblem Unauthorized(string detail) => new("unauthorized", detail, StatusCodes.Status403Forbidden);

    public JsonObject ToJson() => new()
    {
        ["type"] = $"urn:ietf:params:acme:error:{type}",
        ["detail"] = Message,
        ["status"] = status,
    };
}
