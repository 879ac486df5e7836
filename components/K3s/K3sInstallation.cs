using System.Globalization;
using Infra.Components.Machines;

namespace Infra.Components.K3s;

/// <summary>Texts of the commands that bring nodes into the cluster and take them out.</summary>
public static class K3sInstallation
{
    /// <summary>Seconds that pods get to leave a node.</summary>
    public const int DrainLimit = 120;

    /// <summary>Installs, configures or upgrades K3s; the configuration comes on standard input.</summary>
    public static string Server(string node, string nodeAddress, IEnumerable<string> peers, K3sRelease release, int readyLimit) =>
        Install(node, nodeAddress, release, readyLimit, "server", ("AUDIT_POLICY", AuditPolicy.Yaml), ("PEERS", string.Join(' ', peers)));

    /// <summary>Installs, configures or upgrades K3s; the configuration comes on standard input.</summary>
    public static string Agent(string node, string nodeAddress, K3sRelease release, int readyLimit) =>
        Install(node, nodeAddress, release, readyLimit, "agent");

    /// <summary>Prints K3s's kubeconfig once the API is ready.</summary>
    public static string Kubeconfig(int readyLimit) => RemoteScript.Render("kubeconfig.sh", ("READY_LIMIT", Number(readyLimit)));

    /// <summary>Labels a node that joined, now and whenever it registers anew.</summary>
    public static string Register(
        string node, IEnumerable<KeyValuePair<string, string>> labels, string server, int readyLimit) => RemoteScript.Render(
        "register-node.sh",
        ("LABELS", string.Join(
            ' ', labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"))),
        ("NODE_NAME", node),
        ("READY_LIMIT", Number(readyLimit)),
        ("SERVER", server));

    /// <summary>Drains a node and takes it out of the cluster, its etcd member included.</summary>
    public static string Unregister(string node) => RemoteScript.Render(
        "unregister-node.sh", ("DRAIN_LIMIT", Number(DrainLimit)), ("NODE_NAME", node));

    /// <summary>Takes a dead node of that name out of the cluster, so that a new machine can join under it.</summary>
    public static string Forget(string node) => RemoteScript.Render("forget-node.sh", ("NODE_NAME", node));

    private static string Install(
        string node, string nodeAddress, K3sRelease release, int readyLimit, string role, params (string Name, string Value)[] more) =>
        RemoteScript.Render("install-k3s.sh",
        [
            ("INSTALLER_SHA256", release.InstallerSha256 ?? ""),
            ("INSTALLER_SHA256_URL", release.InstallerSha256Url),
            ("INSTALLER_URL", release.InstallerUrl),
            ("NODE_ADDRESS", nodeAddress),
            ("NODE_NAME", node),
            ("READY_LIMIT", Number(readyLimit)),
            ("RELEASES_URL", release.DownloadsUrl),
            ("ROLE", role),
            ("VERSION", release.Version.ToString()),
            .. more,
        ]);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
