using System.Collections.Immutable;

namespace Infra.Tests.EndToEnd.Programs;

/// <summary>What a scenario needs beyond what every one needs.</summary>
/// <param name="K3sVersions">Versions of K3s besides the program's own.</param>
internal sealed record ScenarioNeeds(ImmutableArray<string> K3sVersions)
{
    /// <summary>Nothing more.</summary>
    public static ScenarioNeeds Nothing { get; } = new([]);
}
