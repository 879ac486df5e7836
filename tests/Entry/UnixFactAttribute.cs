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

file static class UnixShell
{
    public static string? IsMissing => OperatingSystem.IsWindows()
        ? "build.sh is tried with imitated tools that are scripts for a Unix shell; this is Windows."
        : null;
}
