using System.Collections.Immutable;
using Infra.Tests.EndToEnd.Suite;

namespace Infra.Tests.EndToEnd.Scenarios;

/// <summary>All scenarios.</summary>
internal static class AllScenarios
{
    /// <summary>In the order in which they run.</summary>
    public static ImmutableArray<Scenario> List { get; } =
    [
        FromNothing.Scenario, FromNothing.Public, YearOfACluster.Scenario, ThreeServers.Scenario, Interruptions.Scenario,
        Attacks.Scenario, Faults.Scenario,
    ];
}
