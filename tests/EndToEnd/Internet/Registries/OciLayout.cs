namespace Infra.Tests.EndToEnd.Internet.Registries;

/// <summary>OCI's form of an archive of images (https://github.com/opencontainers/image-spec/blob/main/image-layout.md).</summary>
internal static class OciLayout
{
    private const string Blobs = "blobs/sha256/";

    // Some tools write the tag alone into OCI's own annotation, which is the second.
    private static readonly string[] NameAnnotations = ["io.containerd.image.name", "org.opencontainers.image.ref.name"];

    /// <summary>Whether files are of this form.</summary>
    public static bool Fits(IImageFiles files) => files.Find("oci-layout") is not null;

    /// <summary>Its images.</summary>
    /// <exception cref="InvalidDataException">One has no name: nobody could ask for it.</exception>
    public static IEnumerable<StoredImage> Read(IImageFiles files)
    {
        var index = files.Find("index.json") ?? throw new InvalidDataException($"{files.Place} has no index.json.");
        foreach (var manifest in index.ReadJson()["manifests"]!.AsArray())
        {
            var name = NameAnnotations.Select(annotation => (string?)manifest!["annotations"]?[annotation])
                .FirstOrDefault(name => name?.Contains(':') == true);
            if (name is null)
            {
                throw new InvalidDataException($"{files.Place} has an image without a full name: "
                    + $"give its manifest in index.json the annotation {NameAnnotations[^1]}.");
            }

            var descriptor = Descriptor.Of(manifest!);
            yield return new StoredImage(ImageReference.Parse(name), store => Load(files, store, descriptor));
        }
    }

    private static Descriptor Load(IImageFiles files, BlobStore store, Descriptor manifest)
    {
        foreach (var path in files.Paths.Where(path => path.StartsWith(Blobs, StringComparison.Ordinal)))
            store.Put($"sha256:{path[Blobs.Length..]}", files.Find(path)!);
        return manifest;
    }
}
