namespace Infra.Stacks.Settings.Grammars;

/// <summary>Enumerations in sentences.</summary>
internal static class Wording
{
    /// <summary><c>a, b or c</c>.</summary>
    public static string Or(IReadOnlyCollection<string> words) =>
        Join(words, "or");

    /// <summary><c>a, b and c</c>.</summary>
    public static string And(IReadOnlyCollection<string> words) => Join(words, "and");

    private static string Join(IReadOnlyCollection<string> words, string last) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.SkipLast(1))} {last} {words.Last()}";
}
