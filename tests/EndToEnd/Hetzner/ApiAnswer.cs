using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>What a request is answered with.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body; null: there is none.</param>
internal sealed record ApiAnswer(int Status, JsonObject? Body)
{
    /// <summary>Nothing to say: it is gone.</summary>
    public static ApiAnswer Gone { get; } = new(204, null);

    /// <summary>What was asked for.</summary>
    public static ApiAnswer Ok(string name, JsonNode? value) => new(200, new JsonObject { [name] = value });

    /// <summary>What was made.</summary>
    public static ApiAnswer Made(JsonObject body) => new(201, body);
}
