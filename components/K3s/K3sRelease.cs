namespace Infra.Components.K3s;

/// <summary>Where a release of K3s comes from, and how it is checked.</summary>
public sealed record K3sRelease
{
    private const string Source = "https://raw.githubusercontent.com/k3s-io/k3s";
    private const string Downloads = "https://github.com/k3s-io/k3s/releases";

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
    /// Base of the binaries: <c>…/download/&lt;version&gt;/k3s</c> (or <c>k3s-arm64</c>) and <c>sha256sum-&lt;architecture&gt;.txt</c>.
    /// The installer compares the binary's SHA-256 with the latter.
    /// </summary>
    public required string DownloadsUrl { get; init; }

    /// <summary>A release, from K3s's own places or from a mirror.</summary>
    /// <param name="version">The exact version (<c>v1.36.4+k3s1</c>).</param>
    /// <param name="mirror">
    /// Base URL of a mirror for machines without a way to GitHub; null: GitHub. It holds everything below <c>download/&lt;version&gt;/</c>:
    /// <c>install.sh</c>, <c>install.sh.sha256sum</c>, <c>k3s</c>, <c>k3s-arm64</c>, <c>sha256sum-amd64.txt</c>,
    /// <c>sha256sum-arm64.txt</c>.
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
        var installer = mirror is null ? $"{Source}/{tag}/install.sh" : $"{mirror.TrimEnd('/')}/download/{tag}/install.sh";
        return new K3sRelease
        {
            Version = parsed,
            InstallerUrl = installer,
            InstallerSha256Url = $"{installer}.sha256sum",
            InstallerSha256 = installerSha256?.ToLowerInvariant(),
            DownloadsUrl = mirror?.TrimEnd('/') ?? Downloads,
        };
    }
}
