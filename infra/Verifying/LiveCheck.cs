using System.Collections.Immutable;

namespace Infra.Verifying;

/// <summary>A statement about live clusters, of which a tool can tell whether it holds for one.</summary>
/// <param name="Id">Its name, in lower case with dashes. Programs know it by this name, so it stays.</param>
/// <param name="Group">What it belongs to: <c>platform</c>, <c>isolation</c>, <c>traffic</c>.</param>
/// <param name="Title">The statement, as one sentence.</param>
public sealed record LiveCheck(string Id, string Group, string Title)
{
    /// <summary>
    /// The checks of the multi-tenancy benchmarks (github.com/kubernetes-sigs/multi-tenancy, benchmarks/kubectl-mtb) that it answers.
    /// Default none.
    /// </summary>
    public ImmutableArray<string> Benchmarks { get; init; } = [];

    /// <summary>Where it is tried, and how. The number of places grows with the tenants, not with their square.</summary>
    internal Func<LiveCluster, IEnumerable<Probe>> Probes { get; init; } = _ => [];
}
