using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Internet.Registries;

/// <summary>What a registry's contents call themselves, in OCI's words and in Docker's.</summary>
internal static class MediaTypes
{
    public const string Manifest = "application/vnd.oci.image.manifest.v1+json";
    public const string Index = "application/vnd.oci.image.index.v1+json";
    public const string Configuration = "application/vnd.oci.image.config.v1+json";
    public const string Layer = "application/vnd.oci.image.layer.v1.tar";
    public const string CompressedLayer = "application/vnd.oci.image.layer.v1.tar+gzip";

    private const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
    private const string DockerCompressedLayer = "application/vnd.docker.image.rootfs.diff.tar.gzip";

    /// <summary>A manifest's or an index's own; OCI lets them leave it out.</summary>
    public static string Of(JsonNode manifest) => (string?)manifest["mediaType"] ?? (IsIndex(manifest) ? Index : Manifest);

    /// <summary>Whether something lists manifests of several platforms.</summary>
    public static bool IsIndex(JsonNode manifest) => manifest["manifests"] is JsonArray;

    /// <summary>Whether something is a manifest or an index, and no other JSON.</summary>
    public static bool IsManifest(JsonNode json) =>
        json is JsonObject && (int?)json["schemaVersion"] == 2 && (IsIndex(json) || json["layers"] is JsonArray);

    /// <summary>Whether a manifest is one of something that runs, and no chart or attestation.</summary>
    public static bool IsImage(JsonNode manifest) =>
        (string?)manifest["config"]?["mediaType"] is Configuration or "application/vnd.docker.container.image.v1+json"
        && manifest["layers"]!.AsArray().All(layer => ((string)layer!["mediaType"]!).Contains(".tar", StringComparison.Ordinal));

    /// <summary>What a manifest of its kind calls a compressed layer.</summary>
    public static string LayerOf(JsonNode manifest) => Of(manifest) == DockerManifest ? DockerCompressedLayer : CompressedLayer;
}
