using System.Text.RegularExpressions;
using Infra.Tests.EndToEnd.Suite;

namespace Infra.Tests.EndToEnd.Deployments;

/// <summary>The commands that the documentation shows, so that what is run is what people type.</summary>
internal static partial class DocumentedCommands
{
    /// <summary>A block of commands.</summary>
    /// <param name="root">The checkout.</param>
    /// <param name="document">The document, from the checkout.</param>
    /// <param name="after">A text that stands before the block; the next block after it is meant.</param>
    /// <param name="values">What stands for the placeholders in it.</param>
    /// <exception cref="StoryFailedException">There is no such block, or a placeholder of it has no value.</exception>
    public static string Block(string root, string document, string after, params (string Placeholder, string Value)[] values)
    {
        var text = File.ReadAllText(Path.Combine(root, document));
        var place = text.IndexOf(after, StringComparison.Ordinal);
        if (place < 0)
            throw new StoryFailedException($"{document} doesn't say '{after}' any more.");
        var block = CodeBlock().Match(text, place) is { Success: true } found
            ? Dedent(found.Groups[2].Value, found.Groups[1].Length)
            : throw new StoryFailedException($"{document} has no commands below '{after}'.");
        foreach (var (placeholder, value) in values)
            block = block.Replace(placeholder, value, StringComparison.Ordinal);
        return Placeholder().Match(block) is { Success: true } left
            ? throw new StoryFailedException($"{document}, below '{after}': nothing stands for {left.Value}.")
            : block;
    }

    private static string Dedent(string text, int count) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length >= count ? line[count..] : line));

    [GeneratedRegex(@"^( *)```[a-z]*\n(.*?)^ *```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"<[a-zA-Z][^<>\n]*>")]
    private static partial Regex Placeholder();
}
