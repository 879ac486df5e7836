using System.Runtime.InteropServices;

namespace Infra.Tests.Hosts;

/// <summary>What a machine must offer so that hosts can be made on it.</summary>
internal static class Prerequisites
{
    private static readonly string[] Programs =
        ["ip", "unshare", "nsenter", "setpriv", "pivot_root", "mount", "ssh", "ssh-keygen", "bash"];

    private static readonly Lazy<string?> Finding = new(Find);

    /// <summary>The reason why no hosts can be made here, or null where they can.</summary>
    public static string? Missing => Finding.Value;

    private static string? Find()
    {
        if (!OperatingSystem.IsLinux())
            return "Hosts are made of Linux namespaces; this isn't Linux.";
        if (Environment.UserName != "root")
            return "Hosts need namespaces and mounts: run the tests as root.";
        if (RuntimeInformation.OSArchitecture is not (Architecture.X64 or Architecture.Arm64))
            return $"K3s has no release for {RuntimeInformation.OSArchitecture}.";

        var absent = Programs.Where(program => LocalProgram.Find(program) is null).ToArray();
        if (absent.Length > 0)
            return $"Hosts need these programs, which aren't installed: {string.Join(", ", absent)}.";
        if (!File.ReadAllText("/proc/filesystems").Contains("overlay", StringComparison.Ordinal))
            return "The kernel has no overlayfs.";
        if (ControlGroups.Root is null)
            return "No cgroup2 hierarchy is mounted; systemd can't start without one.";

        return NamespacesRefused() ?? HostImage.Unavailable();
    }

    /// <summary>The reason why a kubelet can't run here with what cgroup2 alone offers, or null where it can.</summary>
    public static string? MissingForKubelet()
    {
        var missing = ControlGroups.MissingControllers().ToArray();
        return missing.Length == 0
            ? null
            : $"K3s needs cgroup2 controllers that this machine doesn't have there: {string.Join(", ", missing)}.";
    }

    private static string? NamespacesRefused()
    {
        var probe = Names.Prefix + "probe";
        var made = LocalProgram.Run("ip", "netns", "add", probe);
        if (made.ExitCode != 0)
            return $"Network namespaces can't be made: {made.Error.Trim()}";
        try
        {
            var entered = LocalProgram.Run(
                "ip", "netns", "exec", probe, "unshare", "--mount", "--pid", "--fork", "--uts", "--cgroup", "true");
            if (entered.ExitCode != 0)
                return $"Process namespaces can't be made: {entered.Error.Trim()}";
            var bridged = LocalProgram.Run("ip", "-n", probe, "link", "add", "bridge0", "type", "bridge");
            return bridged.ExitCode == 0 ? null : $"Bridges can't be made: {bridged.Error.Trim()}";
        }
        finally
        {
            LocalProgram.Run("ip", "netns", "del", probe);
        }
    }
}
