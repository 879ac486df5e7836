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
        return new CommonItems(
            [.. Enumerable.Range(0, first.Count)
                .Where(index => !difference.DiffBlocks.Any(
                    block => index >= block.DeleteStartA && index < block.DeleteStartA + block.DeleteCountA))],
            [.. Enumerable.Range(0, second.Count)
                .Where(index => !difference.DiffBlocks.Any(
                    block => index >= block.InsertStartB && index < block.InsertStartB + block.InsertCountB))]);
    }

    // JSON of one line has no line feed in it.
    private static string Lines(IEnumerable<JsonNode?> items) => string.Join('\n', items.Select(ValueDifference.Serialized));
}
