using System.Collections.Immutable;

namespace Infra.Stacks.Settings.Reading;

/// <summary>What is known of a value.</summary>
internal enum Standing
{
    /// <summary>It is there, and right by itself.</summary>
    Right,

    /// <summary>It is not there, and need not be.</summary>
    Missing,

    /// <summary>It is there and wrong, which is reported already.</summary>
    Wrong,

    /// <summary>Nothing: it, or the map around it, is missing or wrong, which is reported already.</summary>
    Unknown,
}

/// <summary>Where something stands, or would stand if it were given.</summary>
/// <param name="Path">Its path from the top.</param>
/// <param name="Position">Its number in document order; that of the map around it, if it is not given.</param>
/// <param name="Shown">What stands there, for messages.</param>
internal sealed record Place(string Path, int Position, string? Shown)
{
    public Standing Standing { get; init; } = Standing.Right;

    /// <summary>The items of a list that are right by themselves, in the order of the typed list.</summary>
    public ImmutableArray<Place> Items { get; init; } = [];

    /// <summary>Number of all items, right or wrong.</summary>
    public int Count { get; init; }

    public bool IsRight => Standing is Standing.Right;

    public bool IsMissing => Standing is Standing.Missing;

    /// <summary>Whether something stands there, right or wrong.</summary>
    public bool IsWritten => Standing is Standing.Right or Standing.Wrong;

    /// <summary>Whether the typed value can be relied on: it is what was written, or the default.</summary>
    public bool IsKnown => Standing is Standing.Right or Standing.Missing;
}
