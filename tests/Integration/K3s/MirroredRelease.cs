using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Infra.Components.K3s;
using Infra.Tests.Integration.Hosts;

namespace Infra.Tests.Integration.K3s;

/// <summary>A release of the K3s under test, laid out on the artifact server as a mirror of K3s's releases is.</summary>
internal sealed record MirroredRelease(K3sVersion Number, string MirrorPath)
{
    private static readonly string Installer = EmbeddedFile.Read(typeof(MirroredRelease), "install-stand-in.sh");

    /// <summary>What a release lists, whether a cluster uses it or not.</summary>
    public static ImmutableArray<string> OwnImages { get; } =
    [
        "docker.io/rancher/klipper-helm:v0.9.14", "docker.io/rancher/mirrored-coredns-coredns:1.14.6",
        "docker.io/rancher/mirrored-library-traefik:3.7.8", "docker.io/rancher/mirrored-metrics-server:v0.9.0",
        "docker.io/rancher/mirrored-pause:3.6",
    ];

    public string Version => Number.ToString();

    /// <summary>The release as the program is told of it: from a mirror, with the installer's checksum pinned.</summary>
    public K3sRelease Release => K3sRelease.Of(Version, Mirror, Sha256(Installer));

    /// <summary>The same with a checksum that no installer has.</summary>
    public K3sRelease WronglyPinned => K3sRelease.Of(Version, Mirror, Sha256("another installer"));

    private string Mirror => ArtifactServer.Url + MirrorPath;

    private string Folder => $"{MirrorPath}/{Version}";

    /// <summary>Puts the release where hosts find it.</summary>
    public void PublishOn(ArtifactServer server)
    {
        var binary = K3sUnderTest.Binary(Number);
        server.Publish($"{Folder}/install.sh", Installer);
        server.Publish($"{Folder}/k3s-images.txt", string.Concat(OwnImages.Select(image => image + "\n")));
        foreach (var (suffix, architecture) in new[] { ("", "amd64"), ("-arm64", "arm64") })
        {
            server.Publish($"{Folder}/k3s{suffix}", binary.Content);
            server.Publish($"{Folder}/sha256sum-{architecture}.txt", $"{binary.Sha256}  k3s{suffix}\n");
        }
    }

    /// <summary>Puts other bytes than the checksums promise where the binary is.</summary>
    public void TamperOn(ArtifactServer server)
    {
        foreach (var suffix in new[] { "", "-arm64" })
            server.Publish($"{Folder}/k3s{suffix}", "#!/bin/sh\n# not what was released\n");
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
