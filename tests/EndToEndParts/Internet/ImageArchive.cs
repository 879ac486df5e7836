using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEndParts.Internet;

/// <summary>An image for tests, and the forms of archive that it comes in.</summary>
internal sealed class ImageArchive
{
    public const string Configuration = "application/vnd.oci.image.config.v1+json";
    public const string Manifest = "application/vnd.oci.image.manifest.v1+json";
    public const string Index = "application/vnd.oci.image.index.v1+json";
    public const string Layer = "application/vnd.oci.image.layer.v1.tar+gzip";

    private readonly Dictionary<string, byte[]> _blobs = [];

    /// <summary>Adds content and describes it.</summary>
    public JsonObject Add(string mediaType, byte[] content)
    {
        _blobs[Digest(content)["sha256:".Length..]] = content;
        return new JsonObject { ["mediaType"] = mediaType, ["digest"] = Digest(content), ["size"] = content.Length };
    }

    public JsonObject Add(JsonObject manifest) => Add((string)manifest["mediaType"]!, Bytes(manifest));

    /// <summary>Adds an image of layers, the lowest first.</summary>
    public JsonObject AddImage(params byte[][] layers) => Add(new JsonObject
    {
        ["schemaVersion"] = 2,
        ["mediaType"] = Manifest,
        ["config"] = Add(Configuration, ConfigurationOf(layers)),
        ["layers"] = new JsonArray([.. layers.Select(layer => Add(Layer, Archives.Gzip(layer)))]),
    });

    /// <summary>The files of OCI's form.</summary>
    /// <param name="name">What the image is asked for by.</param>
    /// <param name="manifest">Which it is.</param>
    public (string Path, byte[] Content)[] Files(string name, JsonObject manifest)
    {
        manifest["annotations"] = new JsonObject { ["org.opencontainers.image.ref.name"] = name };
        var index = new JsonObject { ["schemaVersion"] = 2, ["manifests"] = new JsonArray(manifest) };
        return
        [
            ("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}"u8.ToArray()),
            ("index.json", Bytes(index)),
            .. _blobs.Select(blob => ($"blobs/sha256/{blob.Key}", blob.Value)),
        ];
    }

    /// <summary>The files of Docker's form.</summary>
    public static (string Path, byte[] Content)[] DockerFiles(string name, params byte[][] layers) => DockerFiles(name, null, layers);

    /// <summary>The same with a second name.</summary>
    public static (string Path, byte[] Content)[] DockerFiles(string name, string? other, byte[][] layers)
    {
        var list = new JsonObject
        {
            ["Config"] = "configuration.json",
            ["RepoTags"] = other is null ? new JsonArray(name) : new JsonArray(name, other),
            ["Layers"] = new JsonArray([.. layers.Select((_, number) => (JsonNode)$"{number}/layer.tar")]),
        };
        return
        [
            ("configuration.json", ConfigurationOf(layers)),
            .. layers.Select((layer, number) => ($"{number}/layer.tar", layer)),
            ("manifest.json", Encoding.UTF8.GetBytes(new JsonArray(list).ToJsonString())),
        ];
    }

    public static string Digest(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";

    private static byte[] ConfigurationOf(byte[][] layers) => Bytes(new JsonObject
    {
        ["architecture"] = "amd64",
        ["os"] = "linux",
        ["config"] = new JsonObject { ["Entrypoint"] = new JsonArray("/app") },
        ["rootfs"] = new JsonObject
        {
            ["type"] = "layers",
            ["diff_ids"] = new JsonArray([.. layers.Select(layer => (JsonNode)Digest(layer))]),
        },
        ["history"] = new JsonArray([.. layers.Select(_ => new JsonObject { ["created_by"] = "a test" })]),
    });

    private static byte[] Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
