using System.Collections.Immutable;
using System.Globalization;
using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace Infra.Comparing;

/// <summary>Where two texts differ, for people.</summary>
public static class TextDifference
{
    private const int Context = 2;

    /// <summary>The lines that differ, with two around each.</summary>
    public static ImmutableArray<TextLine> Lines(string before, string after)
    {
        var difference = Differ.Instance.CreateDiffs(Ended(before), Ended(after), false, false, LineChunker.Instance);
        var (old, current) = (difference.PiecesOld, difference.PiecesNew);
        var lines = ImmutableArray.CreateBuilder<TextLine>();
        var shown = 0;
        foreach (var (block, next) in Pairs(difference.DiffBlocks))
        {
            var start = Math.Max(shown, block.InsertStartB - Context);
            if (start > shown)
                lines.Add(new TextLine('@', (start + 1).ToString(CultureInfo.InvariantCulture)));
            lines.AddRange(Range(start, block.InsertStartB, current, ' '));
            lines.AddRange(Range(block.DeleteStartA, block.DeleteStartA + block.DeleteCountA, old, '-'));
            var end = block.InsertStartB + block.InsertCountB;
            lines.AddRange(Range(block.InsertStartB, end, current, '+'));
            shown = Math.Min(end + Context, next?.InsertStartB ?? current.Count);
            lines.AddRange(Range(end, shown, current, ' '));
        }

        return lines.ToImmutable();
    }

    /// <summary>The words that differ, in pairs of what was and what is; one of a pair may be empty.</summary>
    public static ImmutableArray<(string Before, string After)> Words(string before, string after)
    {
        var difference = Differ.Instance.CreateDiffs(before, after, false, false, new DelimiterChunker([' ']));
        return
        [
            .. difference.DiffBlocks.Select(block => (
                Joined(difference.PiecesOld, block.DeleteStartA, block.DeleteCountA),
                Joined(difference.PiecesNew, block.InsertStartB, block.InsertCountB))),
        ];
    }

    private static string Joined(IReadOnlyList<string> pieces, int start, int count) =>
        string.Concat(pieces.Skip(start).Take(count)).Trim();

    // The line after the last line feed is none.
    private static string Ended(string text) => text.EndsWith('\n') ? text[..^1] : text;

    private static IEnumerable<(DiffBlock Block, DiffBlock? Next)> Pairs(IList<DiffBlock> blocks) =>
        blocks.Select((block, index) => (block, index + 1 < blocks.Count ? blocks[index + 1] : null));

    private static IEnumerable<TextLine> Range(int start, int end, IReadOnlyList<string> pieces, char sign) =>
        Enumerable.Range(start, Math.Max(0, end - start)).Select(index => new TextLine(sign, pieces[index]));
}
