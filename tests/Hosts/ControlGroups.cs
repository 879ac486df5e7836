
namespace Infra.Tests.Hosts;

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

    /// <summary>Makes a group.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="controllers">Which controllers it is to have; those that the machine lacks are left out.</param>
    public static string Create(string name, params string[] controllers)
    {
        Delegate(controllers);
        var folder = Path.Combine(Root!, name);
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>What a kubelet uses.</summary>
    public static string[] OfKubelet { get; } = ["cpu", "cpuset", "io", "memory", "pids"];

    /// <summary>Controllers that a kubelet can't do without and that this machine has not, or has in the older hierarchy.</summary>
    public static IEnumerable<string> MissingControllers() => new[] { "cpu", "cpuset", "memory", "pids" }.Except(Controllers());

    private static string[] Controllers() =>
        File.ReadAllText(Path.Combine(Root!, "cgroup.controllers")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    // A group has the controllers that the one above it passes on. A machine's systemd passes on what its own units use;
    // a kubelet wants more.
    private static void Delegate(string[] controllers)
    {
        foreach (var controller in Controllers().Intersect(controllers))
        {
            try
            {
                File.WriteAllText(Path.Combine(Root!, "cgroup.subtree_control"), "+" + controller);
            }
            catch (IOException)
            {
                // A root that has processes of its own may pass on nothing; K3s says what it lacks.
            }
        }
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

    /// <summary>The groups of every run.</summary>
    public static IEnumerable<string> All() => Root is null ? [] : Directory.EnumerateDirectories(Root, Names.Family + "*");
}
