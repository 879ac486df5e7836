using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Tests.Integration.Hosts;

/// <summary>Which files a host has and when each was last written, so that a test can say that nothing was.</summary>
internal static class FileRecord
{
    // What the operating system itself writes all the time, what K3s, kubelet and kubectl do, and what the stand-in records.
    private static readonly string[] Noise =
    [
        "/var/log/", "/var/lib/systemd/", "/var/lib/private/", "/var/tmp/", "/srv/", "/.machine/",
        "/var/lib/kubelet/", "/var/lib/cni/", "/root/.kube/",
    ];

    /// <summary>What differs between two records: files that went and files that came, or changed.</summary>
    public static IEnumerable<string> Differences(ImmutableArray<string> before, ImmutableArray<string> after) =>
        before.Except(after).Select(file => "- " + file).Concat(after.Except(before).Select(file => "+ " + file));

    /// <summary>Path, mode, size and time of change of each file that the host wrote, ordered by path.</summary>
    public static ImmutableArray<string> Of(Host host) =>
    [
        .. host.WrittenFiles()
            .Select(file => (Path: file.Path, Info: new FileInfo(file.Full)))
            .Where(file => !Noise.Any(noise => file.Path.StartsWith(noise, StringComparison.Ordinal)))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => string.Create(CultureInfo.InvariantCulture,
                $"{file.Path} {file.Info.UnixFileMode} {file.Info.Length} {file.Info.LastWriteTimeUtc:O}")),
    ];
}
