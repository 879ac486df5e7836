using System.Collections.Immutable;

namespace Infra.Components.Machines;

/// <summary>
/// What every machine gets before K3s: key-only SSH, unattended security updates without reboots, time sync, kernel parameters and modules,
/// journald limits, no swap, and a rule that drops pods' traffic to the metadata address. The same script runs in cloud-init and over SSH.
/// </summary>
public static class OsPreparation
{
    /// <summary>Seconds that cloud-init may take, where a machine has it: packages come from mirrors that may be slow.</summary>
    private const string CloudInitLimit = "600";

    /// <summary>The preparation, for cloud-init to run.</summary>
    /// <param name="nodeName">Name of the node, for messages.</param>
    /// <param name="sshPublicKeys">Keys of people who may log in, in OpenSSH's format. Keys that others put on the machine stay.</param>
    public static RemoteScript AtFirstBoot(string nodeName, ImmutableArray<string> sshPublicKeys) => Prepare(nodeName, sshPublicKeys);

    /// <summary>The same over SSH, once cloud-init is done: what it couldn't do is done then, and what changed later.</summary>
    /// <param name="nodeName">Name of the node, for messages.</param>
    /// <param name="sshPublicKeys">Keys of people who may log in, in OpenSSH's format. Keys that others put on the machine stay.</param>
    public static RemoteScript OverSsh(string nodeName, ImmutableArray<string> sshPublicKeys) =>
        Prepare(nodeName, sshPublicKeys, ("CLOUD_INIT_LIMIT", CloudInitLimit));

    /// <summary>Takes K3s off a machine that leaves the cluster, its data included. Without K3s, nothing happens.</summary>
    /// <param name="nodeName">Name of the node, for messages.</param>
    public static RemoteScript Release(string nodeName) => RemoteScript.Of("release-machine.sh", ("NODE_NAME", nodeName));

    /// <summary>A check that says in one list what a machine lacks, and changes nothing.</summary>
    /// <param name="nodeName">Name of the node, for messages.</param>
    /// <param name="server">Whether it shall run the control plane.</param>
    /// <param name="nodeAddress">Address that one of its interfaces must have; null: any.</param>
    public static RemoteScript Check(string nodeName, bool server, string? nodeAddress = null) => RemoteScript.Of(
        "preflight.sh",
        ("AS_USER", "1"),
        ("NODE_ADDRESS", nodeAddress ?? ""),
        ("NODE_NAME", nodeName),
        ("ROLE", server ? "server" : "agent"));

    private static RemoteScript Prepare(string nodeName, ImmutableArray<string> sshPublicKeys, params (string Name, string Value)[] more) =>
        RemoteScript.Of("prepare-os.sh", [("NODE_NAME", nodeName), ("SSH_PUBLIC_KEYS", string.Join('\n', sshPublicKeys)), .. more]);
}
