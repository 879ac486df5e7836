using Xunit;

namespace Infra.Tests;

/// <summary>A fact that needs the folder ../shared next to the checkout; it is skipped where there is none.</summary>
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (SharedFolder.Path is null) Skip = $"This test needs the folder \"shared\" next to {SharedFolder.Checkout}, which is not there.";
    }
}
