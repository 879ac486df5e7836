using Xunit;

namespace Infra.Offline.Tests;

/// <summary>A fact about the stand-ins alone; it is skipped, saying so, where the program was built with Pulumi's packages.</summary>
internal sealed class StandInFactAttribute : FactAttribute
{
    /// <summary>The assembly that the program got the SDK from.</summary>
    public static string Assembly { get; } = typeof(Pulumi.Deployment).Assembly.Location;

    /// <param name="needsShared">Whether the fact needs the folder ../shared, too.</param>
    public StandInFactAttribute(bool needsShared = false)
    {
        if (Path.GetFileName(Assembly) != "Pulumi.Offline.dll")
            Skip = "The program was built with Pulumi's packages, not with the stand-ins.";
        if (needsShared) Skip ??= new SharedFactAttribute().Skip;
    }
}
