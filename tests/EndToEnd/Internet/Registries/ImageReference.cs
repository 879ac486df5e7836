namespace Infra.Tests.EndToEnd.Internet.Registries;

/// <summary>The full name of an image.</summary>
/// <param name="Registry">Whose it is, as people write it: <c>docker.io</c>, not the host that answers for it.</param>
/// <param name="Repository">Its path there; <c>library/web</c> for Docker Hub's <c>web</c>.</param>
/// <param name="Tag">Its tag.</param>
internal sealed record ImageReference(string Registry, string Repository, string Tag)
{
    private const string DockerHub = "docker.io";

    /// <summary>Completes a name as Docker and containerd do: <c>web</c> is <c>docker.io/library/web:latest</c>.</summary>
    /// <exception cref="FormatException">It names a digest and no tag.</exception>
    public static ImageReference Parse(string text)
    {
        var name = text.Split('@')[0];
        var colon = name.LastIndexOf(':');
        var hasTag = colon > name.LastIndexOf('/');
        if (!hasTag && text.Contains('@'))
            throw new FormatException($"'{text}' has no tag.");
        var tag = hasTag ? name[(colon + 1)..] : "latest";
        if (hasTag)
            name = name[..colon];

        var slash = name.IndexOf('/');
        var first = slash < 0 ? "" : name[..slash];
        if (!first.Contains('.') && !first.Contains(':') && first != "localhost")
            return OfDockerHub(name, tag);
        var repository = name[(slash + 1)..];
        return first is DockerHub or "index.docker.io" ? OfDockerHub(repository, tag) : new ImageReference(first, repository, tag);
    }

    public override string ToString() => $"{Registry}/{Repository}:{Tag}";

    private static ImageReference OfDockerHub(string repository, string tag) =>
        new(DockerHub, repository.Contains('/') ? repository : $"library/{repository}", tag);
}
