using Xunit;

namespace Infra.Tests.Entry;

/// <summary>A fact about build.sh, whose surroundings are imitated with scripts for a Unix shell.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = UnixShell.IsMissing;
}

/// <summary>A theory about build.sh, whose surroundings are imitated with scripts for a Unix shell.</summary>
public sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = UnixShell.IsMissing;
}

/// <summary>A theory about interrupts, which a shell can't notice where they were ignored when it was started.</summary>
public sealed class InterruptTheoryAttribute : TheoryAttribute
{
    public InterruptTheoryAttribute() => Skip = UnixShell.IsMissing ?? UnixShell.IgnoresInterrupts;
}

file static class UnixShell
{
    private const string OwnStatus = "/proc/self/status";
    private const int Interrupt = 2;

    public static string? IsMissing => OperatingSystem.IsWindows()
        ? "build.sh is tried with imitated tools that are scripts for a Unix shell; this is Windows."
        : null;

    public static string? IgnoresInterrupts => File.Exists(OwnStatus) && Ignored(File.ReadAllLines(OwnStatus))
        ? "The tests run in the background of a shell, where interrupts are ignored."
        : null;

    // A mask in hexadecimal, with a bit for each signal.
    private static bool Ignored(string[] status)
    {
        var mask = status.Single(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)).Split('\t')[1];
        return (Convert.ToInt64(mask, 16) & (1L << (Interrupt - 1))) != 0;
    }
}
