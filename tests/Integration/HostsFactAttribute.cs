using Xunit;

namespace Infra.Tests.Integration;

/// <summary>A test that needs hosts of its own; where none can be made it is skipped and says why, it never passes.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HostsFactAttribute : FactAttribute
{
    public HostsFactAttribute() => Skip = HostsNeeds.Missing;
}
