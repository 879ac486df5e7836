using System.Collections.Immutable;
using Infra.Planning;

namespace Infra.Tests.Lifetimes.Engines;

/// <summary>Pulumi's state of a stack.</summary>
internal sealed record StackState
{
    /// <summary>What is there, by URN.</summary>
    public ImmutableDictionary<string, StateEntry> Entries { get; init; } = ImmutableDictionary<string, StateEntry>.Empty;

    /// <summary>What is there of a resource, perhaps under a former URN; null: nothing.</summary>
    public StateEntry? Of(PlannedResource resource) => resource.Aliases.Prepend(resource.Urn)
        .Select(urn => Entries.GetValueOrDefault(urn)).FirstOrDefault(entry => entry is not null);

    /// <summary>What was replaced by something else and is still to be deleted, by its name.</summary>
    public ImmutableList<StateEntry> Replaced { get; init; } = [];

    /// <summary>The id that was given last.</summary>
    public int LastId { get; init; }
}
