using System.Collections.Immutable;
using System.Text;

namespace Infra.Components.Machines;

/// <summary>User data for new servers: runs <see cref="OsPreparation"/> at the first boot. Without secrets: pods may read it.</summary>
public static class CloudInit
{
    /// <summary>Most bytes of user data that Hetzner Cloud takes (https://docs.hetzner.cloud/#servers-create-a-server).</summary>
    public const int MaximumBytes = 32 * 1024;

    /// <summary>Most bytes of SSH keys, with which the user data are never larger than <see cref="MaximumBytes"/>: some 150 keys.</summary>
    public const int MaximumKeyBytes = 14 * 1024;

    private const string ScriptPath = "/usr/local/lib/infra/prepare-os";

    /// <summary>Computes the user data.</summary>
    /// <param name="nodeName">Name of the node, also the host's.</param>
    /// <param name="sshPublicKeys">Keys of people who may log in as root, in OpenSSH's format.</param>
    /// <param name="rebuild">Any text: a new one makes new user data, which replaces a server that asks for it. Default none.</param>
    /// <returns>A cloud-config document that cloud-init 22.4 and later takes.</returns>
    /// <exception cref="ArgumentException">The document would be larger than <see cref="MaximumBytes"/>.</exception>
    public static string Render(string nodeName, ImmutableArray<string> sshPublicKeys, string? rebuild = null)
    {
        var document = new Dictionary<string, object>
        {
            ["hostname"] = nodeName,
            ["preserve_hostname"] = false,
            ["ssh_pwauth"] = false,
            ["disable_root"] = false,
            // No default user: root alone, with the keys that the provider and the preparation put there.
            ["users"] = new object[] { new Dictionary<string, object> { ["name"] = "root" } },
            ["write_files"] = new object[]
            {
                new Dictionary<string, object>
                {
                    ["path"] = ScriptPath,
                    ["owner"] = "root:root",
                    ["permissions"] = "0700",
                    ["content"] = $"#!/usr/bin/env bash\n{OsPreparation.AtFirstBoot(nodeName, sshPublicKeys).Standalone}",
                },
            },
            ["runcmd"] = new object[] { new[] { "bash", ScriptPath } },
        };
        var yaml = Yaml.Write(document);
        var text = rebuild is null ? $"#cloud-config\n{yaml}" : $"#cloud-config\n# rebuild: {rebuild.ReplaceLineEndings(" ")}\n{yaml}";
        var size = Encoding.UTF8.GetByteCount(text);
        return size <= MaximumBytes
            ? text
            : throw new ArgumentException(
                $"the user data of {nodeName} has {size} bytes, more than {MaximumBytes}: take fewer SSH keys", nameof(sshPublicKeys));
    }
}
