namespace Infra.Verifying;

/// <summary>What became of a check.</summary>
public enum Verdict
{
    /// <summary>It holds wherever it was tried.</summary>
    Passed,

    /// <summary>There was nothing to try it on, such as no certificate yet.</summary>
    Nothing,

    /// <summary>It holds not everywhere.</summary>
    Failed,

    /// <summary>Somewhere it couldn't be told.</summary>
    Unable,
}
