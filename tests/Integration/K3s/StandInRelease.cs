using System.Security.Cryptography;
using System.Text;
using Infra.Components.K3s;
using Infra.Tests.Integration.Hosts;

namespace Infra.Tests.Integration.K3s;

/// <summary>A release of the stand-in for K3s, laid out on the artifact server as a mirror of K3s's releases is.</summary>
internal sealed record StandInRelease(string Version, string MirrorPath)
{
    private static readonly string Installer = EmbeddedFile.Read("install-stand-in.sh");

    /// <summary>The release as the program is told of it: from a mirror, with the installer's checksum pinned.</summary>
    public K3sRelease Release => K3sRelease.Of(Version, Mirror, Sha256(Installer));

    /// <summary>The same with a checksum that no installer has.</summary>
    public K3sRelease WronglyPinned => K3sRelease.Of(Version, Mirror, Sha256("another installer"));

    private string Mirror => ArtifactServer.Url + MirrorPath;

    private string Folder => $"{MirrorPath}/download/{Version}";

    private string Binary => EmbeddedFile.Read("k3s-stand-in.sh").Replace("@VERSION@", Version, StringComparison.Ordinal);

    /// <summary>Puts the release where hosts find it.</summary>
    public void PublishOn(ArtifactServer server)
    {
        server.Publish($"{Folder}/install.sh", Installer);
        foreach (var (suffix, architecture) in new[] { ("", "amd64"), ("-arm64", "arm64") })
        {
            server.Publish($"{Folder}/k3s{suffix}", Binary);
            server.Publish($"{Folder}/sha256sum-{architecture}.txt", $"{Sha256(Binary)}  k3s{suffix}\n");
        }
    }

    /// <summary>Puts other bytes than the checksums promise where the binary is.</summary>
    public void TamperOn(ArtifactServer server)
    {
        foreach (var suffix in new[] { "", "-arm64" })
            server.Publish($"{Folder}/k3s{suffix}", Binary + "\n# not what was released\n");
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
