using System.Security.Cryptography;
using System.Text;
using Infra.Components.K3s;

namespace Infra.Tests.Integration.K3s;

/// <summary>
/// The K3s that hosts get: the binary that <c>K3S_BINARY</c> names, or else the stand-in. What depends on which of them it is stands
/// here, times above all: a real control plane needs minutes where the stand-in needs seconds.
/// </summary>
internal static class K3sUnderTest
{
    private static readonly Lazy<(byte[] Content, string Sha256)> Named = new(() => WithSha256(File.ReadAllBytes(K3sBinary.Given.Path)));

    private static readonly Lazy<K3sVersion> NamedVersion = new(() =>
    {
        var text = VersionComparison.Installed(K3sBinary.Given);
        return K3sVersion.TryParse(text, out var version)
            ? version
            : throw new InvalidOperationException($"'{K3sBinary.Given.Path} --version' names no release of K3s but '{text}'.");
    });

    /// <summary>Whether hosts get the stand-in.</summary>
    public static bool IsStandIn { get; } = K3sBinary.Given.Path.Length == 0;

    /// <summary>The version that hosts get first.</summary>
    public static K3sVersion Version => IsStandIn ? new K3sVersion(1, 35, 3, 1) : NamedVersion.Value;

    /// <summary>Seconds in which a node becomes ready, and a host with K3s on it boots.</summary>
    public static int ReadyLimit => IsStandIn ? 30 : 240;

    /// <summary>Seconds to wait for what isn't going to happen; a node that is put back becomes ready within them, too.</summary>
    public static int ShortLimit => IsStandIn ? 7 : 120;

    /// <summary>Seconds in which the cluster notices that a node is gone. Kubernetes waits for 50 s, as it may be slow only.</summary>
    public static int LostLimit => IsStandIn ? 15 : 120;

    /// <summary>The longest that a command may take over SSH; several limits of a script add up.</summary>
    public static TimeSpan CommandLimit => TimeSpan.FromSeconds(IsStandIn ? 90 : 900);

    /// <summary>The scripts' pauses and limits, shortened where the stand-in allows it; nothing else of them is changed.</summary>
    public static string Pace => IsStandIn ? "INTERVAL=1 SETTLE=0.2 LOCK_LIMIT=60 API_LIMIT=10 DEAD_LIMIT=8" : "INTERVAL=2";

    /// <summary>The binary of a version, and its checksum. A binary that was named has one version, whichever is asked for.</summary>
    public static (byte[] Content, string Sha256) Binary(K3sVersion version) => IsStandIn ? StandIn(version) : Named.Value;

    private static (byte[] Content, string Sha256) StandIn(K3sVersion version) => WithSha256(Encoding.UTF8.GetBytes(
        EmbeddedFile.Read(typeof(K3sUnderTest), "k3s-stand-in.sh").Replace("@VERSION@", version.ToString(), StringComparison.Ordinal)));

    private static (byte[] Content, string Sha256) WithSha256(byte[] content) =>
        (content, Convert.ToHexStringLower(SHA256.HashData(content)));
}
