using Infra.Tests.Integration.K3s;
using Xunit;

namespace Infra.Tests.Integration;

/// <summary>A test with hosts that can't be run with the binary that <c>K3S_BINARY</c> names; then it is skipped and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StandInFactAttribute : FactAttribute
{
    /// <param name="reason">What the test needs and one binary of K3s doesn't offer.</param>
    public StandInFactAttribute(string reason) => Skip = HostsNeeds.Missing ?? (K3sUnderTest.IsStandIn ? null : reason);
}
