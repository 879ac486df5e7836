using YamlDotNet.Core;

namespace Infra.Configuration;

/// <summary>Places in a text as editors count them, from line 1 and column 1.</summary>
internal static class TextPlace
{
    /// <summary>The place of a character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="index">The character's number, from 0.</param>
    public static Mark Of(string text, int index)
    {
        var before = text.AsSpan(0, index);
        return new Mark(index, before.Count('\n') + 1, index - before.LastIndexOf('\n'));
    }
}
