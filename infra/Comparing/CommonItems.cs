using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffPlex;
using DiffPlex.Chunkers;

namespace Infra.Comparing;

/// <summary>The items that two lists have in common, in the same order.</summary>
/// <param name="First">Their indexes in the first list.</param>
/// <param name="Second">Their indexes in the second list.</param>
internal sealed record CommonItems(ImmutableHashSet<int> First, ImmutableHashSet<int> Second)
{
    /// <summary>Finds them.</summary>
    public static CommonItems Of(IReadOnlyList<JsonNode?> first, IReadOnlyList<JsonNode?> second)
    {
        var difference = Differ.Instance.CreateDiffs(Lines(first), Lines(second), false, false, LineChunker.Instance);
        var gone = difference.DiffBlocks.SelectMany(block => Enumerable.Range(block.DeleteStartA, block.DeleteCountA));
        var come = difference.DiffBlocks.SelectMany(block => Enumerable.Range(block.InsertStartB, block.InsertCountB));
        return new CommonItems([.. Enumerable.Range(0, first.Count).Except(gone)], [.. Enumerable.Range(0, second.Count).Except(come)]);
    }

    // JSON of one line has no line feed in it.
    private static string Lines(IEnumerable<JsonNode?> items) => string.Join('\n', items.Select(ValueDifference.Serialized));
}
