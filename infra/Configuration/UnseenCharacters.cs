using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Configuration;

/// <summary>Characters that look like a space or like nothing, and for YAML are a part of the word that they stand in.</summary>
internal static partial class UnseenCharacters
{
    /// <summary>Refuses what must be nowhere: control characters, and line ends that are one for YAML alone.</summary>
    public static void RefuseEverywhere(string path, string text)
    {
        if (Forbidden().Match(text) is { Success: true } found) throw Found(path, text, found.Index);
    }

    /// <summary>Refuses what must stand in comments alone.</summary>
    public static void RefuseOutsideComments(string path, string text)
    {
        var start = 0;
        foreach (var line in text.Split('\n'))
        {
            var comment = Comment().Match(line);
            var content = comment.Success ? line[..comment.Index] : line;
            if (In(content) is { } index) throw Found(path, text, start + index);
            start += line.Length + 1;
        }
    }

    /// <summary>The place of the first one in a text; null: there is none.</summary>
    public static int? In(string text) => Unseen().Match(text) is { Success: true } found ? found.Index : null;

    /// <summary>The complaint about one.</summary>
    public static ConfigurationException Found(string path, string text, int index) => YamlSource.Wrong(
        path, TextPlace.Of(text, index),
        string.Create(CultureInfo.InvariantCulture, $"found a {Name(text[index])} (U+{(int)text[index]:X4}), which isn't seen; ")
        + "delete it, or write a plain space in its place");

    private static string Name(char character) => character switch
    {
        '\u00a0' or '\u202f' or '\u2007' => "no-break space",
        '\u00ad' => "soft hyphen",
        '\u200b' => "zero-width space",
        '\ufeff' => "byte order mark",
        '\u2028' => "line separator",
        '\u2029' => "paragraph separator",
        _ => CharUnicodeInfo.GetUnicodeCategory(character) switch
        {
            UnicodeCategory.Control => "control character",
            UnicodeCategory.SpaceSeparator => "special space",
            _ => "character",
        },
    };

    [GeneratedRegex(@"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]|\r(?!\n)")]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"[\u00a0\u00ad\u1680\u180e\u2000-\u200f\u202a-\u202f\u205f-\u206f\u3000\ufeff]")]
    private static partial Regex Unseen();

    [GeneratedRegex(@"(^|[ \t])#")]
    private static partial Regex Comment();
}
