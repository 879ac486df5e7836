using System.Globalization;
using Infra.Components.Machines;

namespace Infra.Components.K3s;

/// <summary>Scripts that bring nodes into the cluster and take them out.</summary>
public static class K3sInstallation
{
    /// <summary>Seconds that pods get to leave a node.</summary>
    public const int DrainLimit = 120;

    /// <summary>Installs, configures or upgrades K3s; the configuration comes on standard input.</summary>
    public static RemoteScript Server(string node, string nodeAddress, IEnumerable<string> peers, K3sRelease release, int readyLimit) =>
        Install(node, nodeAddress, release, readyLimit, "server", ("PEERS", string.Join(' ', peers)));

    /// <summary>Installs, configures or upgrades K3s; the configuration comes on standard input.</summary>
    public static RemoteScript Agent(string node, string nodeAddress, K3sRelease release, int readyLimit) =>
        Install(node, nodeAddress, release, readyLimit, "agent");

    /// <summary>
    /// Puts a release on a machine, and on one without K3s the images of its first pods; changes nothing that runs. What can't be had of
    /// the images is left to K3s.
    /// </summary>
    /// <param name="node">Name of the node, for messages.</param>
    /// <param name="release">The release.</param>
    /// <param name="images">The images.</param>
    public static RemoteScript Download(string node, K3sRelease release, NodeImages images) =>
        RemoteScript.Of("download-k3s.sh",
        [
            ("IMAGES", string.Join(' ', images.OfCharts)),
            ("NODE_NAME", node),
            ("SYSTEM_IMAGES", string.Join(' ', images.OfK3s)),
            .. Parameters(release),
        ]);

    /// <summary>Prints K3s's kubeconfig once the API is ready.</summary>
    public static RemoteScript Kubeconfig(int readyLimit) => RemoteScript.Of("kubeconfig.sh", ("READY_LIMIT", Number(readyLimit)));

    /// <summary>Prints the hash of the cluster's CA; see <see cref="K3sToken"/>.</summary>
    public static RemoteScript Authority(int readyLimit) => RemoteScript.Of("authority.sh", ("READY_LIMIT", Number(readyLimit)));

    /// <summary>Labels a node that joined, now and whenever it registers anew.</summary>
    public static RemoteScript Register(
        string node, IEnumerable<KeyValuePair<string, string>> labels, string server, int readyLimit) => RemoteScript.Of(
        "register-node.sh",
        ("LABELS", string.Join(
            ' ', labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"))),
        ("NODE_NAME", node),
        ("READY_LIMIT", Number(readyLimit)),
        ("SERVER", server));

    /// <summary>Drains a node and takes it out of the cluster, its etcd member included.</summary>
    public static RemoteScript Unregister(string node) => RemoteScript.Of(
        "unregister-node.sh", ("DRAIN_LIMIT", Number(DrainLimit)), ("NODE_NAME", node));

    /// <summary>Takes a dead node of that name out of the cluster, so that a new machine can join under it.</summary>
    public static RemoteScript Forget(string node) => RemoteScript.Of("forget-node.sh", ("NODE_NAME", node));

    private static RemoteScript Install(
        string node, string nodeAddress, K3sRelease release, int readyLimit, string role, params (string Name, string Value)[] more) =>
        RemoteScript.Of("install-k3s.sh",
        [
            ("NODE_ADDRESS", nodeAddress),
            ("NODE_NAME", node),
            ("READY_LIMIT", Number(readyLimit)),
            ("ROLE", role),
            .. Parameters(release),
            .. more,
        ]);

    private static (string Name, string Value)[] Parameters(K3sRelease release) =>
    [
        ("DOWNLOADS_URL", release.DownloadsUrl),
        release.InstallerSha256 is { } sum ? ("INSTALLER_SHA256", sum) : ("INSTALLER_SHA256_URL", release.InstallerSha256Url),
        ("INSTALLER_URL", release.InstallerUrl),
        ("VERSION", release.Version.ToString()),
    ];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
