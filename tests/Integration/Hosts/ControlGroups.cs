namespace Infra.Tests.Integration.Hosts;

/// <summary>Each host's systemd manages a subtree of the machine's control groups.</summary>
internal static class ControlGroups
{
    /// <summary>Where the cgroup2 hierarchy is mounted, or null.</summary>
    public static string? Root { get; } = OperatingSystem.IsLinux()
        ? File.ReadLines("/proc/self/mounts")
            .Select(line => line.Split(' '))
            .Where(fields => fields.Length > 3 && fields[2] == "cgroup2" && fields[3].Split(',').Contains("rw"))
            .Select(fields => fields[1])
            .FirstOrDefault()
        : null;

    public static string Create(string name)
    {
        var folder = Path.Combine(Root!, name);
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Removes a subtree whose processes have ended; the kernel lets go of them a moment after their death.</summary>
    public static void Remove(string folder)
    {
        for (var attempt = 0; Directory.Exists(folder) && attempt < 50; attempt++)
        {
            try
            {
                foreach (var child in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories)
                             .OrderByDescending(child => child.Length))
                    Directory.Delete(child);
                Directory.Delete(folder);
            }
            catch (IOException)
            {
                Thread.Sleep(20);
            }
        }
    }

    public static IEnumerable<string> Leftovers() =>
        Root is null ? [] : Directory.EnumerateDirectories(Root, Names.Prefix + "*");
}
