using System.Collections.Immutable;

namespace Infra.Verifying;

/// <summary>What became of a check of a live cluster.</summary>
/// <param name="Check">The check.</param>
/// <param name="Places">At how many places it was tried.</param>
/// <param name="Observations">What was seen there, in the order of the places.</param>
public sealed record LiveResult(LiveCheck Check, int Places, ImmutableArray<Observation> Observations)
{
    /// <summary>What became of it. A fault weighs more than what couldn't be told.</summary>
    public Verdict Verdict =>
        Observations.Any(seen => seen is Fault) ? Verdict.Failed
        : Observations.Any(seen => seen is Obstacle) ? Verdict.Unable
        : Places == 0 ? Verdict.Nothing
        : Verdict.Passed;
}
