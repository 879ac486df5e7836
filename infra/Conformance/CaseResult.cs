namespace Infra.Conformance;

/// <summary>What became of a case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Outcome">Whether it came as expected.</param>
/// <param name="Detail">What came instead, or why it wasn't tried; empty: as expected.</param>
internal sealed record CaseResult(Case Case, CaseOutcome Outcome, string Detail = "")
{
    /// <summary>The guard that acted, as the stack calls it; null: none.</summary>
    public string? Guard { get; init; }
}

/// <summary>Whether a case came as expected.</summary>
internal enum CaseOutcome
{
    /// <summary>It did.</summary>
    AsExpected,

    /// <summary>It didn't.</summary>
    Otherwise,

    /// <summary>It couldn't be tried, and proves nothing.</summary>
    Skipped,
}
