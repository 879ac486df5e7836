namespace Infra.Stacks.Settings.Grammars;

/// <summary>Finds the word that someone probably meant.</summary>
public static class NearestWord
{
    private const int LongestCompared = 64;

    /// <summary>The known word with the smallest edit distance, if that is small enough for a slip of the finger; else null.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="known">What would be right, in the order in which equals are preferred.</param>
    public static string? Among(string word, IEnumerable<string> known)
    {
        if (word.Length > LongestCompared) return null;
        var (nearest, smallest) = ((string?)null, int.MaxValue);
        foreach (var candidate in known)
        {
            var distance = Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance <= Math.Max(1, Math.Max(word.Length, candidate.Length) / 3) && distance < smallest)
                (nearest, smallest) = (candidate, distance);
        }

        return nearest;
    }

    // Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
    private static int Distance(string left, string right)
    {
        var beforePrevious = Array.Empty<int>();
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var current = new int[right.Length + 1];
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, 1 + Math.Min(previous[j], current[j - 1]));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    current[j] = Math.Min(current[j], beforePrevious[j - 2] + 1);
            }

            (beforePrevious, previous) = (previous, current);
        }

        return previous[^1];
    }
}
