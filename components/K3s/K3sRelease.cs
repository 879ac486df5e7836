namespace Infra.Components.K3s;

/// <summary>Where a release of K3s comes from, and how it is checked.</summary>
public sealed record K3sRelease
{
    private const string Source = "https://raw.githubusercontent.com/k3s-io/k3s";
    private const string Downloads = "https://github.com/k3s-io/k3s/releases/download";

    private K3sRelease()
    {
    }

    /// <summary>The exact version.</summary>
    public required K3sVersion Version { get; init; }

    /// <summary>K3s's own installer, as it was at the version's tag.</summary>
    public required string InstallerUrl { get; init; }

    /// <summary>The checksum file that K3s keeps beside its installer at the same tag.</summary>
    public required string InstallerSha256Url { get; init; }

    /// <summary>
    /// SHA-256 that the installer must have, in lower-case hexadecimal digits. Null: the one in <see cref="InstallerSha256Url"/>, which
    /// finds a broken download but not a tag that someone moved; K3s publishes no signature of it.
    /// </summary>
    public string? InstallerSha256 { get; init; }

    /// <summary>
    /// Folder of the release's files: the binary <c>k3s</c> (or <c>k3s-arm64</c>), <c>sha256sum-&lt;architecture&gt;.txt</c>, with which
    /// the binary is compared, and <c>k3s-images.txt</c>, which names the images of its own pods.
    /// </summary>
    public required string DownloadsUrl { get; init; }

    /// <summary>A release, from K3s's own places or from a mirror.</summary>
    /// <param name="version">The exact version (<c>v1.36.4+k3s1</c>).</param>
    /// <param name="mirror">
    /// URL of a mirror for machines without a way to GitHub; null: GitHub. Below <c>&lt;version&gt;/</c> it holds the files that K3s's
    /// release has at GitHub, and <c>install.sh</c> and <c>install.sh.sha256sum</c> of the same tag beside them.
    /// </param>
    /// <param name="installerSha256">SHA-256 to insist on; null: the one at the tag.</param>
    /// <exception cref="FormatException"><paramref name="version"/> is no exact release.</exception>
    /// <exception cref="ArgumentException"><paramref name="installerSha256"/> isn't 64 hexadecimal digits.</exception>
    public static K3sRelease Of(string version, string? mirror = null, string? installerSha256 = null)
    {
        if (installerSha256 is not null && !(installerSha256.Length == 64 && installerSha256.All(char.IsAsciiHexDigit)))
            throw new ArgumentException($"'{installerSha256}' is no SHA-256: give 64 hexadecimal digits.", nameof(installerSha256));
        var parsed = K3sVersion.Parse(version);
        var tag = version.Replace("+", "%2B", StringComparison.Ordinal);
        var downloads = $"{mirror?.TrimEnd('/') ?? Downloads}/{tag}";
        var installer = mirror is null ? $"{Source}/{tag}/install.sh" : $"{downloads}/install.sh";
        return new K3sRelease
        {
            Version = parsed,
            InstallerUrl = installer,
            InstallerSha256Url = $"{installer}.sha256sum",
            InstallerSha256 = installerSha256?.ToLowerInvariant(),
            DownloadsUrl = downloads,
        };
    }
}
