using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Internet.Registries;

/// <summary>
/// Makes images trust the suite's authority as real ones trust the world's: each gets one more layer on top, with its own bundle and the
/// authority. Manifest and configuration are written anew, with digests of their own.
/// </summary>
internal sealed class TrustingImages(BlobStore store, string authority)
{
    /// <summary>An image's new manifest. What is no image, or isn't in the store, stays as it is.</summary>
    public Descriptor Rewrite(Descriptor image)
    {
        if (store.Find(image.Digest)?.ReadJson() is not { } manifest)
            return image;
        if (MediaTypes.IsIndex(manifest))
            RewriteIndex(manifest);
        else if (MediaTypes.IsImage(manifest))
            RewriteImage(manifest);
        else
            return image;
        return store.Add(MediaTypes.Of(manifest), manifest);
    }

    // A platform's descriptor says more than what it describes: for which platform.
    private void RewriteIndex(JsonNode index)
    {
        foreach (var platform in index["manifests"]!.AsArray())
        {
            var rewritten = Rewrite(Descriptor.Of(platform!));
            (platform!["digest"], platform["size"]) = (rewritten.Digest, rewritten.Size);
        }
    }

    private void RewriteImage(JsonNode manifest)
    {
        var layers = manifest["layers"]!.AsArray();
        var contents = layers.Select(layer => Part(layer!)).ToList();
        var trust = TrustLayer.Of(TrustBundle.Find(contents), authority);
        layers.Add(store.Add(MediaTypes.LayerOf(manifest), trust.Compressed).ToJson());

        var configuration = Part(manifest["config"]!).ReadJson();
        configuration["rootfs"]!["diff_ids"]!.AsArray().Add(trust.DiffId);
        // A history is optional, but has a line for each layer if there is one.
        if (configuration["history"] is JsonArray { Count: > 0 } history)
            history.Add(new JsonObject { ["created"] = "1970-01-01T00:00:00Z", ["created_by"] = "the suite's authority" });
        var described = store.Add((string)manifest["config"]!["mediaType"]!, configuration);
        (manifest["config"]!["digest"], manifest["config"]!["size"]) = (described.Digest, described.Size);
    }

    private Content Part(JsonNode descriptor) => store.Find((string)descriptor["digest"]!)
        ?? throw new InvalidDataException($"An image lacks {descriptor["digest"]}, which its manifest names.");
}
