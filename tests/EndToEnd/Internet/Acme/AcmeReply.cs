using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Infra.Tests.EndToEnd.Internet.Acme;

/// <summary>What a request is answered with.</summary>
/// <param name="Status">HTTP's.</param>
/// <param name="Body">A text; null: nothing.</param>
/// <param name="ContentType">What the text is.</param>
internal sealed record AcmeReply(int Status, string? Body = null, string ContentType = "application/json")
{
    /// <summary>Address of what the request was about, where the client doesn't know it.</summary>
    public string? Location { get; init; }

    /// <summary>What the answer belongs to: a challenge's authorization.</summary>
    public string? Up { get; init; }

    /// <summary>Whether the client is to ask again in a moment.</summary>
    public bool IsUnfinished { get; init; }

    public static AcmeReply Of(JsonObject body, int status = StatusCodes.Status200OK) => new(status, body.ToJsonString());

    public static AcmeReply Of(AcmeProblem problem) =>
        new(problem.Status, problem.ToJson().ToJsonString(), "application/problem+json");

    public async Task SendAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        if (Location is not null)
            response.Headers.Location = Location;
        if (Up is not null)
            response.Headers.Append("Link", $"<{Up}>;rel=\"up\"");
        if (IsUnfinished)
            response.Headers.RetryAfter = "1";
        if (Body is null)
            return;
        response.ContentType = ContentType;
        await response.WriteAsync(Body);
    }
}
