using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEndParts.Hetzner;

/// <summary>What the imitated API answered.</summary>
internal sealed record Reply(int Status, JsonObject Body)
{
    /// <summary>Status and code of an error, such as <c>423 protected</c>; of a success only the status.</summary>
    public string Outcome => Body["error"]?["code"] is { } code ? $"{Status} {code}" : $"{Status}";

    /// <summary>The number of the resource that it is about.</summary>
    public long Id(string kind) => (long)Body[kind]!["id"]!;

    /// <summary>A value by its path.</summary>
    public JsonNode? At(params ReadOnlySpan<string> path)
    {
        JsonNode? node = Body;
        foreach (var step in path)
            node = node?[step];
        return node;
    }
}
