namespace Infra.Tests.EndToEnd.Internet.Registries;

/// <summary>A folder with images: archives (<c>*.tar</c>) and layouts, at any depth.</summary>
internal static class ImageFolder
{
    /// <summary>All images. Archives are looked through for names alone; what is in them is read when it is asked for.</summary>
    /// <exception cref="InvalidDataException">An archive is neither OCI's nor Docker's, or two have the same image.</exception>
    public static IReadOnlyDictionary<ImageReference, StoredImage> Read(string folder)
    {
        var images = new Dictionary<ImageReference, StoredImage>();
        var places = new Dictionary<ImageReference, string>();
        foreach (var files in Files(folder))
        {
            foreach (var image in Images(files))
            {
                // An archive may have two spellings of a name: docker.io/web, docker.io/library/web.
                if (!images.TryAdd(image.Reference, image) && places[image.Reference] != files.Place)
                    throw new InvalidDataException($"{image.Reference} is in {places[image.Reference]} and in {files.Place}.");
                places[image.Reference] = files.Place;
            }
        }

        return images;
    }

    private static IEnumerable<IImageFiles> Files(string folder)
    {
        foreach (var archive in Directory.EnumerateFiles(folder, "*.tar", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            yield return new ArchiveFiles(archive);
        foreach (var mark in Directory.EnumerateFiles(folder, "oci-layout", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            yield return new FolderFiles(Path.GetDirectoryName(mark)!);
    }

    // Today's 'docker save' writes both; OCI's says more.
    private static IEnumerable<StoredImage> Images(IImageFiles files)
    {
        if (OciLayout.Fits(files))
            return OciLayout.Read(files);
        return DockerArchive.Fits(files)
            ? DockerArchive.Read(files)
            : throw new InvalidDataException($"{files.Place} has neither oci-layout nor manifest.json: it is no archive of images.");
    }
}
