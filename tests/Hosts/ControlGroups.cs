namespace Infra.Tests.Hosts;

/// <summary>
/// Each host's systemd manages a subtree of the machine's control groups: of cgroup2, and for a kubelet on a machine whose controllers are
/// in the older hierarchies, of those, too.
/// </summary>
internal static class ControlGroups
{
    private static readonly string[] OfKubelet = ["cpu", "cpuset", "memory", "pids"];
    private static readonly string[] OldOfHosts = ["cpu", "cpuacct", "cpuset", "memory", "devices", "freezer", "blkio", "pids"];

    private static readonly (string Folder, string Kind, string[] Options)[] Mounts = OperatingSystem.IsLinux()
        ? [.. File.ReadLines("/proc/self/mounts")
            .Select(line => line.Split(' '))
            .Where(fields => fields.Length > 3 && fields[2] is "cgroup" or "cgroup2")
            .Select(fields => (fields[1], fields[2], fields[3].Split(',')))]
        : [];

    /// <summary>Where the cgroup2 hierarchy is mounted, or null.</summary>
    public static string? Root { get; } = Mounts.Where(mount => mount.Kind == "cgroup2" && mount.Options.Contains("rw"))
        .Select(mount => mount.Folder).FirstOrDefault();

    /// <summary>Controllers of the older hierarchies that a host with a kubelet gets here; none where cgroup2 has them.</summary>
    public static IReadOnlyList<string> Old { get; } = !MissingOfNew().Any()
        ? []
        : [.. OldOfHosts.Where(controller => OldFolder(controller) is not null)];

    /// <summary>Makes a host's groups.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="forKubelet">Whether they are to have the controllers of a kubelet.</param>
    /// <returns>The groups' folders, one of each hierarchy.</returns>
    public static IReadOnlyList<string> Create(string name, bool forKubelet)
    {
        if (forKubelet)
            Delegate();
        var folders = Folders(name).Where(folder => forKubelet || folder.StartsWith(Root!, StringComparison.Ordinal)).ToArray();
        foreach (var folder in folders)
        {
            Directory.CreateDirectory(folder);
            // A group of this old controller has no processor and no memory until it is told, nor have those below it.
            if (!File.Exists(Path.Combine(folder, "cgroup.clone_children")) || !File.Exists(Path.Combine(folder, "cpuset.cpus")))
                continue;
            foreach (var file in new[] { "cpuset.cpus", "cpuset.mems" })
                File.WriteAllText(Path.Combine(folder, file), File.ReadAllText(Path.Combine(folder, "..", file)));
            File.WriteAllText(Path.Combine(folder, "cgroup.clone_children"), "1");
        }

        return folders;
    }

    /// <summary>Controllers that a kubelet can't do without and that this machine has in no hierarchy.</summary>
    public static IEnumerable<string> MissingControllers() => MissingOfNew().Where(controller => OldFolder(controller) is null);

    /// <summary>Removes a host's groups, whose processes have ended; the kernel lets go of them a moment after their death.</summary>
    public static void Remove(string name)
    {
        foreach (var folder in Folders(name))
            RemoveFolder(folder);
    }

    /// <summary>The names of the groups of every run.</summary>
    public static IEnumerable<string> All() => Folders("").Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateDirectories(folder, Names.Family + "*"))
        .Select(folder => Path.GetFileName(folder)!).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> MissingOfNew() => OfKubelet.Except(Controllers());

    private static string[] Controllers() => Root is null
        ? []
        : File.ReadAllText(Path.Combine(Root, "cgroup.controllers")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string? OldFolder(string controller) =>
        Mounts.Where(mount => mount.Kind == "cgroup" && mount.Options.Contains(controller)).Select(mount => mount.Folder).FirstOrDefault();

    // With the older controllers go systemd's own hierarchy and cgroup2.
    private static IEnumerable<string> Folders(string name) =>
        Old.Select(OldFolder).Append(Old.Count > 0 ? OldFolder("name=systemd") : null).Append(Root).OfType<string>()
            .Distinct(StringComparer.Ordinal).Select(folder => Path.Combine(folder, name));

    // A group has the controllers that the one above it passes on. A machine's systemd passes on what its own units use;
    // a kubelet wants more.
    private static void Delegate()
    {
        foreach (var controller in Controllers().Intersect([.. OfKubelet, "io"]))
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

    private static void RemoveFolder(string folder)
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
}
