using System.Collections.Immutable;

namespace Infra.Components.Machines;

/// <summary>
/// What every machine gets before K3s: key-only SSH, unattended security updates without reboots, time sync, kernel parameters and modules,
/// journald limits, no swap, and a firewall.
/// </summary>
public static class OsPreparation
{
    /// <summary>
    /// Most bytes of SSH keys: a command line with all of them is one argument, of which Linux takes 128 KiB
    /// (https://man7.org/linux/man-pages/man2/execve.2.html), and quotes in their comments grow fourfold.
    /// </summary>
    public const int MaximumKeyBytes = 24 * 1024;

    /// <summary>Seconds that cloud-init may take, where a machine has it: packages come from mirrors that may be slow.</summary>
    private const string CloudInitLimit = "600";

    /// <summary>
    /// Prepares the system, once cloud-init is done; later on, whatever of it changed. The firewall comes on standard input.
    /// </summary>
    /// <param name="nodeName">Name of the node, for messages.</param>
    /// <param name="sshPublicKeys">Keys of people who may log in, in OpenSSH's format. Keys that others put on the machine stay.</param>
    /// <param name="server">What a server of the control plane must keep to; null: a tenant's node.</param>
    public static RemoteScript Prepare(string nodeName, ImmutableArray<string> sshPublicKeys, ServerPlace? server = null) =>
        RemoteScript.Of("prepare-os.sh",
        [
            ("CLOUD_INIT_LIMIT", CloudInitLimit),
            ("NODE_NAME", nodeName),
            ("SSH_PUBLIC_KEYS", string.Join('\n', sshPublicKeys)),
            .. server is null
                ? []
                : new[] { ("NODE_ADDRESS", server.Address), ("SERVERS", string.Join(' ', server.All)) },
        ]);

    /// <summary>Takes K3s, its data and the firewall off a machine that leaves the cluster.</summary>
    /// <param name="nodeName">Name of the node, for messages.</param>
    public static RemoteScript Release(string nodeName) => RemoteScript.Of("release-machine.sh", ("NODE_NAME", nodeName));

    /// <summary>A check that says in one list what a machine lacks, and changes nothing.</summary>
    /// <param name="nodeName">Name of the node, for messages.</param>
    /// <param name="server">Whether it shall run the control plane.</param>
    /// <param name="nodeAddress">Address at which other nodes reach it; one of its interfaces must have it.</param>
    /// <param name="serviceAddress">
    /// Address that its tenant is served at, where an interface must have it; null: another one, or no tenant. kube-proxy leads on what
    /// comes for that address alone, so one that is translated on the way (1:1 NAT) serves nobody.
    /// </param>
    public static RemoteScript Check(string nodeName, bool server, string nodeAddress, string? serviceAddress) => RemoteScript.Of(
        "preflight.sh",
        ("NODE_ADDRESS", nodeAddress),
        ("NODE_NAME", nodeName),
        ("ROLE", server ? "server" : "agent"),
        ("SERVICE_ADDRESS", serviceAddress ?? ""));
}
