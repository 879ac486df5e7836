using System.Text;
using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Internet.Registries;

/// <summary>
/// What <c>docker save</c> writes: configurations and layers, and a list of which belong together. A registry's manifest is made from it.
/// </summary>
internal static class DockerArchive
{
    /// <summary>Whether files are of this form.</summary>
    public static bool Fits(IImageFiles files) => files.Find("manifest.json") is not null;

    /// <summary>Its images, each under all of its tags.</summary>
    public static IEnumerable<StoredImage> Read(IImageFiles files) =>
        from image in files.Find("manifest.json")!.ReadJson().AsArray()
        let manifest = new Lazy<(byte[], IReadOnlyList<Content>)>(() => Manifest(files, image))
        from tag in image["RepoTags"]?.AsArray() ?? []
        select new StoredImage(ImageReference.Parse((string)tag!), store => Load(store, manifest.Value));

    private static Descriptor Load(BlobStore store, (byte[] Manifest, IReadOnlyList<Content> Parts) image)
    {
        var json = JsonNode.Parse(image.Manifest)!;
        foreach (var (part, descriptor) in image.Parts.Zip(json["layers"]!.AsArray().Prepend(json["config"])))
            store.Put((string)descriptor!["digest"]!, part);
        return store.Add(MediaTypes.Manifest, Content.Of(image.Manifest));
    }

    private static (byte[] Manifest, IReadOnlyList<Content> Parts) Manifest(IImageFiles files, JsonNode image)
    {
        var configuration = Part(files, (string)image["Config"]!);
        var layers = image["Layers"]!.AsArray().Select(path => Part(files, (string)path!)).ToList();
        var manifest = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = MediaTypes.Manifest,
            ["config"] = Describe(MediaTypes.Configuration, configuration),
            ["layers"] = new JsonArray([.. layers.Select(layer =>
                Describe(Layers.IsCompressed(layer) ? MediaTypes.CompressedLayer : MediaTypes.Layer, layer))]),
        };
        return (Encoding.UTF8.GetBytes(manifest.ToJsonString()), [configuration, .. layers]);
    }

    private static JsonObject Describe(string mediaType, Content content) =>
        new Descriptor(mediaType, content.Digest(), content.Length).ToJson();

    private static Content Part(IImageFiles files, string path) =>
        files.Find(path) ?? throw new InvalidDataException($"{files.Place} lacks {path}, which its manifest.json names.");
}
