using System.Collections.Immutable;

namespace Infra.Checks;

/// <summary>What a check found in a plan.</summary>
/// <param name="Check">The check.</param>
/// <param name="Findings">What speaks against it, in the order of the plan's tenants and resources.</param>
public sealed record CheckResult(Check Check, ImmutableArray<Finding> Findings)
{
    /// <summary>Whether the statement holds.</summary>
    public bool Passed => Findings.IsEmpty;
}
