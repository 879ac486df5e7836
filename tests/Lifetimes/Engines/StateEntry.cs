using System.Collections.Immutable;
using Infra.Planning;

namespace Infra.Tests.Lifetimes.Engines;

/// <summary>A resource as Pulumi's state has it.</summary>
/// <param name="Resource">What was registered when it was last written.</param>
/// <param name="Dependencies">URNs of what goes after it.</param>
/// <param name="Id">Another number for another thing at the provider.</param>
internal sealed record StateEntry(PlannedResource Resource, ImmutableArray<string> Dependencies, int Id)
{
    /// <summary>The ids of what its inputs were made from, by URN.</summary>
    public required ImmutableDictionary<string, int> Used { get; init; }

    /// <summary>Whether a refresh found something else at the provider than was written.</summary>
    public bool Drifted { get; init; }

    /// <summary>Its URN.</summary>
    public string Urn => Resource.Urn;
}
