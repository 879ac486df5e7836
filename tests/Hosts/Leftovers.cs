using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Tests.Hosts;

/// <summary>
/// Takes away what runs of the tests made on this machine: a run's own things at its end, and those of runs that were interrupted. What
/// belongs to another run that is under way stays.
/// </summary>
internal static partial class Leftovers
{
    /// <summary>Takes away everything that this run made.</summary>
    public static void Remove() => Remove(Names.Run);

    /// <summary>Takes away what runs left behind that are no longer under way.</summary>
    public static void RemoveDead()
    {
        foreach (var run in Namespaces().Concat(Mounts()).Concat(ControlGroups.All()).Concat(Folders()).Select(RunOf).OfType<string>()
                     .Distinct(StringComparer.Ordinal).Where(run => run != Names.Run).ToArray())
            TestRun.IfDead(run, () => Remove(run));
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

    /// <summary>The run that something on this machine belongs to, by its name or path; null: to none.</summary>
    public static string? RunOf(string name) => RunName().Match(name) is { Success: true } match ? match.Value : null;

    private static void Remove(string run)
    {
        bool Own(string name) => RunOf(name) == run;
        foreach (var name in Namespaces().Where(Own).ToArray())
        {
            Stop(name);
            LocalProgram.Run("ip", "netns", "del", name);
        }

        foreach (var mount in Mounts().Where(Own).Reverse().ToArray())
            LocalProgram.Run("umount", "--lazy", mount);
        foreach (var group in ControlGroups.All().Where(Own).ToArray())
            ControlGroups.Remove(group);
        foreach (var folder in Folders().Where(Own).ToArray())
            Directory.Delete(folder, recursive: true);
    }

    private static IEnumerable<string> Namespaces() =>
        LocalProgram.Run("ip", "netns", "list").Output.Split('\n')
            .Select(line => line.Split(' ')[0])
            .Where(name => name.StartsWith(Names.Family, StringComparison.Ordinal));

    private static IEnumerable<string> Mounts() =>
        File.ReadLines("/proc/self/mounts")
            .Select(line => line.Split(' ')[1])
            .Where(path => path.StartsWith(Path.Combine(Path.GetTempPath(), Names.Family), StringComparison.Ordinal));

    private static IEnumerable<string> Folders() => Directory.EnumerateDirectories(Path.GetTempPath(), Names.Family + "*");

    [GeneratedRegex(Names.Family + "[0-9]+[a-z]")]
    private static partial Regex RunName();
}
