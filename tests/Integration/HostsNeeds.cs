using Infra.Tests.Integration.K3s;

namespace Infra.Tests.Integration;

/// <summary>What this machine must offer for the tests with hosts: hosts, and what the K3s under test needs.</summary>
internal static class HostsNeeds
{
    /// <summary>The reason why these tests can't run here, or null where they can.</summary>
    public static string? Missing { get; } =
        Prerequisites.Missing ?? (K3sUnderTest.IsStandIn ? null : K3sBinary.Missing ?? Prerequisites.MissingForKubelet());
}
