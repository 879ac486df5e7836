using Infra.Tests.EndToEnd.Programs;
using Infra.Tests.EndToEnd.Worlds;

namespace Infra.Tests.EndToEnd.Suite;

/// <summary>A story of a cluster that is told from its first machine to its end, in a world of its own.</summary>
/// <param name="Name">The word that names it on the command line.</param>
/// <param name="Title">What it tells, in a sentence.</param>
/// <param name="MemoryMiB">Memory that its machines and programs take together at most, in MiB.</param>
/// <param name="Needs">What it needs beyond what every scenario needs.</param>
/// <param name="TellAsync">Tells it, in a world that is there.</param>
internal sealed record Scenario(string Name, string Title, int MemoryMiB, ScenarioNeeds Needs, Func<Story, World, Task> TellAsync)
{
    /// <summary>Says why this machine can't tell it, whatever programs there are; null: it can.</summary>
    public Func<string?> Obstacle { get; init; } = () => null;
}
