using System.Collections.Immutable;

namespace Infra.Tests.Lifetimes.Engines;

/// <summary>Pulumi's state of a stack.</summary>
internal sealed record StackState
{
    /// <summary>What is there, by URN.</summary>
    public ImmutableDictionary<string, StateEntry> Entries { get; init; } = ImmutableDictionary<string, StateEntry>.Empty;

    /// <summary>What was replaced by something else and is still to be deleted, by its name.</summary>
    public ImmutableList<StateEntry> Replaced { get; init; } = [];

    /// <summary>The id that was given last.</summary>
    public int LastId { get; init; }
}
