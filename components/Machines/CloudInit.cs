namespace Infra.Components.Machines;

/// <summary>
/// User data for new servers: what the first login needs, and no more. All else is done over SSH by <see cref="OsPreparation"/>. Without
/// secrets: pods may read it.
/// </summary>
public static class CloudInit
{
    /// <summary>Computes the user data.</summary>
    /// <param name="nodeName">Name of the node, also the host's.</param>
    /// <param name="rebuild">Any text: a new one makes new user data, which replaces a server that asks for it. Default none.</param>
    /// <returns>A cloud-config document that cloud-init 22.4 and later takes.</returns>
    public static string Render(string nodeName, string? rebuild = null)
    {
        var yaml = Yaml.Write(new Dictionary<string, object>
        {
            ["hostname"] = nodeName,
            ["preserve_hostname"] = false,
            ["ssh_pwauth"] = false,
            ["disable_root"] = false,
            // No default user: root alone, with the key that the provider puts there and those that the preparation adds.
            ["users"] = new object[] { new Dictionary<string, object> { ["name"] = "root" } },
        });
        return rebuild is null ? $"#cloud-config\n{yaml}" : $"#cloud-config\n# rebuild: {rebuild.ReplaceLineEndings(" ")}\n{yaml}";
    }
}
