namespace Infra.Stacks.Settings.Grammars;

/// <summary>Enumerations in sentences.</summary>
internal static class Wording
{
    /// <summary><c>a, b or c</c>.</summary>
    public static string Or(IReadOnlyCollection<string> words) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.SkipLast(1))} or {words.Last()}";
}
