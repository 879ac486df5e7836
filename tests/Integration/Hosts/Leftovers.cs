using System.Globalization;

namespace Infra.Tests.Integration.Hosts;

/// <summary>Takes away everything that carries the tests' names: at a run's end, and before one in case the last was interrupted.</summary>
internal static class Leftovers
{
    public static void Remove()
    {
        foreach (var name in Namespaces())
        {
            Stop(name);
            LocalProgram.Run("ip", "netns", "del", name);
        }

        foreach (var mount in Mounts())
            LocalProgram.Run("umount", "--lazy", mount);
        foreach (var group in ControlGroups.Leftovers().ToArray())
            ControlGroups.Remove(group);
        if (Directory.Exists(Names.WorkFolder))
            Directory.Delete(Names.WorkFolder, recursive: true);
    }

    /// <summary>Ends every process of a namespace; a host's processes die with its first one.</summary>
    public static void Stop(string name)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var processes = LocalProgram.Run("ip", "netns", "pids", name).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (processes.Length == 0)
                return;
            LocalProgram.Run("kill", ["-KILL", .. processes]);
            Thread.Sleep(20);
        }

        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The processes of '{name}' don't end."));
    }

    private static IEnumerable<string> Namespaces() =>
        LocalProgram.Run("ip", "netns", "list").Output.Split('\n')
            .Select(line => line.Split(' ')[0])
            .Where(name => name.StartsWith(Names.Prefix, StringComparison.Ordinal));

    private static IEnumerable<string> Mounts() =>
        File.ReadLines("/proc/self/mounts")
            .Select(line => line.Split(' ')[1])
            .Where(path => path.StartsWith(Names.WorkFolder + "/", StringComparison.Ordinal))
            .Reverse()
            .ToArray();
}
