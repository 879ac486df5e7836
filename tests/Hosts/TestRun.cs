using System.Globalization;

namespace Infra.Tests.Hosts;

/// <summary>
/// A run of the tests, under way for as long as somebody holds its lock. The kernel lets go of a lock when its process ends, however it
/// ends.
/// </summary>
internal static class TestRun
{
    // Kept so that the lock is held to the end of the process.
    private static FileStream? _lock;

    /// <summary>Takes a name that no other run has, and holds its lock.</summary>
    public static string Begin()
    {
        for (var attempt = 0; ; attempt++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{Names.Family}{Environment.ProcessId}{(char)('a' + attempt)}");
            if (Take(name) is not { } taken)
                continue;
            _lock = taken;
            AppDomain.CurrentDomain.ProcessExit += (_, _) => End(name, _lock);
            return name;
        }
    }

    /// <summary>Does something for a run that has ended, while nobody else does; nothing for one that is under way.</summary>
    /// <param name="name">The run's name.</param>
    /// <param name="remove">What is done.</param>
    /// <returns>Whether the run has ended.</returns>
    public static bool IfDead(string name, Action remove)
    {
        if (Take(name) is not { } taken)
            return false;
        remove();
        End(name, taken);
        return true;
    }

    // A file that was deleted between opening and locking it is nobody's any more: then it's someone else's turn.
    private static FileStream? Take(string name)
    {
        try
        {
            var file = new FileStream(LockFile(name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            if (File.Exists(file.Name))
                return file;
            file.Dispose();
        }
        catch (IOException)
        {
            // Another process holds it.
        }

        return null;
    }

    private static void End(string name, FileStream taken)
    {
        File.Delete(LockFile(name));
        taken.Dispose();
    }

    private static string LockFile(string name) => Path.Combine(Path.GetTempPath(), name + ".lock");
}
