using Xunit;

namespace Infra.Tests.Entry;

/// <summary>A fact about build.sh, whose surroundings are imitated with scripts for a Unix shell.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "build.sh is tried with imitated tools that are scripts for a Unix shell; this is Windows.";
    }
}
