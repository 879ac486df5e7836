using System.Text.RegularExpressions;

namespace Infra.Components.Guards;

/// <summary>
/// What people read when a guard refuses something: what is refused, why, and what to write instead. Between backticks stand expressions;
/// the rest is text, whose line breaks are spaces.
/// </summary>
/// <param name="Text">The message: <c>spec.type is `variables.type`: write ClusterIP</c>.</param>
public sealed partial record GuardMessage(string Text)
{
    /// <summary>Characters of a list that a message shows. Two may be in one.</summary>
    private const int Longest = 1000;

    /// <summary>The expression that makes the message.</summary>
    public string Expression => string.Join(" + ", Text.Split('`')
        .Select((part, index) => index % 2 == 0 ? Literal(Space().Replace(part, " ")) : part)
        .Where(part => part != "\"\""));

    /// <summary>Expression of a text in which a long one is cut off: what is longer than 5 KB isn't shown at all.</summary>
    /// <param name="text">Expression of the text.</param>
    internal static string Short(string text) =>
        $"""[{text.Trim()}].map(text, text.size() <= {Longest} ? text : text.substring(0, {Longest}) + " …")[0]""";

    private static string Literal(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
