using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Internet.Registries;

/// <summary>What an image says of each of its parts (https://github.com/opencontainers/image-spec/blob/main/descriptor.md).</summary>
/// <param name="MediaType">What it is.</param>
/// <param name="Digest">What it is named by.</param>
/// <param name="Size">Its bytes.</param>
internal sealed record Descriptor(string MediaType, string Digest, long Size)
{
    /// <summary>Reads one; what else it says is left out.</summary>
    public static Descriptor Of(JsonNode json) =>
        new((string)json["mediaType"]!, (string)json["digest"]!, (long)json["size"]!);

    public JsonObject ToJson() => new() { ["mediaType"] = MediaType, ["digest"] = Digest, ["size"] = Size };
}
