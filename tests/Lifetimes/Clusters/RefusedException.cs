namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>The API server says no, in its words.</summary>
public sealed class RefusedException(string message) : Exception(message)
{
    /// <summary>Whether a guard said so for want of what it reads.</summary>
    public bool NoParameter { get; init; }

    /// <summary>Whether a guard said so.</summary>
    public bool ByGuard { get; init; }
}
