namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>The API server says no, in its words.</summary>
public sealed class RefusedException(string message) : Exception(message)
{
    /// <summary>Whether a guard said so.</summary>
    public bool ByGuard { get; init; }
}
