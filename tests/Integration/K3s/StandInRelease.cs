using System.Security.Cryptography;
using System.Text;
using Infra.Tests.Integration.Hosts;

namespace Infra.Tests.Integration.K3s;

/// <summary>A release of the stand-in for K3s, laid out on the artifact server as K3s's releases are.</summary>
internal sealed record StandInRelease(string Version)
{
    private static readonly string Installer = EmbeddedFile.Read("install-stand-in.sh");

    public static string ReleasesUrl { get; } = $"{ArtifactServer.Url}/releases";

    public static string InstallerSha256 { get; } = Sha256(Installer);

    public string InstallerUrl => $"{ArtifactServer.Url}{InstallerPath}";

    public string BinaryPath => $"/releases/download/{Version}/k3s";

    private string InstallerPath => $"/installers/{Version}/install.sh";

    private string Binary => EmbeddedFile.Read("k3s-stand-in.sh").Replace("@VERSION@", Version, StringComparison.Ordinal);

    /// <summary>Puts the release where hosts find it.</summary>
    public StandInRelease PublishOn(ArtifactServer server)
    {
        server.Publish(InstallerPath, Installer);
        foreach (var (suffix, architecture) in new[] { ("", "amd64"), ("-arm64", "arm64") })
        {
            server.Publish(BinaryPath + suffix, Binary);
            server.Publish($"/releases/download/{Version}/sha256sum-{architecture}.txt", $"{Sha256(Binary)}  k3s{suffix}\n");
        }

        return this;
    }

    /// <summary>Puts other bytes than the checksums promise where the binary is.</summary>
    public void TamperOn(ArtifactServer server)
    {
        foreach (var suffix in new[] { "", "-arm64" })
            server.Publish(BinaryPath + suffix, Binary + "\n# not what was released\n");
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
