using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Configuration;

/// <summary>Reads YAML files, and says where they are wrong.</summary>
internal static partial class YamlSource
{
    /// <summary>What is expected of a text that the parser can say nothing about.</summary>
    public const string WellFormed = "expected well-formed YAML: 'key: value', items that begin with '- ', indentation by spaces";

    /// <summary>The file's one document, which must be a map.</summary>
    /// <exception cref="ConfigurationException">The file can't be read, is no YAML, or is no map.</exception>
    public static YamlMappingNode Read(string path)
    {
        var text = Utf8File.Read(path);
        MergeMarkers.Refuse(path, text);
        UnseenCharacters.RefuseEverywhere(path, text);
        new YamlScan(path, text).Run();
        var stream = new YamlStream();
        try
        {
            using var reader = new StringReader(text);
            stream.Load(reader);
        }
        catch (YamlException exception)
        {
            throw Wrong(path, Place(exception, text), Expectation(exception));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw Wrong(path, new Mark(0, 1, 1), WellFormed);
        }

        return stream.Documents switch
        {
            [] => throw new ConfigurationException($"{Shown(path)} is empty; it must be a map of YAML keys."),
            [var document] when document.RootNode is YamlMappingNode map => map,
            [var document] => throw Wrong(path, document.RootNode.Start, "expected a map of YAML keys at the top"),
            [_, var second, ..] => throw Wrong(path, second.RootNode.Start, "expected one YAML document, found a second"),
        };
    }

    /// <summary>The text below a key, or null where the map doesn't have it.</summary>
    /// <exception cref="ConfigurationException">There is something else than text.</exception>
    public static string? Text(string path, YamlMappingNode map, string key)
    {
        if (!map.Children.TryGetValue(new YamlScalarNode(key), out var node)) return null;
        return node is YamlScalarNode { Value: { Length: > 0 } text }
            ? text
            : throw Wrong(path, node.Start, $"expected text for '{key}'");
    }

    public static ConfigurationException Wrong(string path, Mark mark, string what) =>
        new($"{Shown(path)}:{mark.Line}:{mark.Column}: {what}.");

    /// <summary>The file's name alone: messages are the same on every machine.</summary>
    public static string Shown(string path) => Path.GetFileName(path);

    // The parser blames the map that the tab's line was meant for.
    public static ConfigurationException? TabIn(string path, string text)
    {
        var lines = text.Split('\n');
        var line = Array.FindIndex(lines, line => line.TrimStart(' ').StartsWith('\t') && line.Trim().Length > 0);
        if (line < 0) return null;
        var column = lines[line].IndexOf('\t', StringComparison.Ordinal);
        return Wrong(path, new Mark(0, line + 1, column + 1), "expected spaces for indentation, found a tab");
    }

    // An unknown anchor is found only at the end, and reported without its place.
    private static Mark Place(YamlException exception, string text)
    {
        var anchor = Quoted().Match(exception.Message);
        if (exception is not AnchorNotFoundException || !anchor.Success) return exception.Start;
        var lines = text.Split('\n');
        var alias = $"*{anchor.Groups[1].Value}";
        var line = Array.FindIndex(lines, line => line.Contains(alias, StringComparison.Ordinal));
        return line < 0 ? exception.Start : new Mark(0, line + 1, lines[line].IndexOf(alias, StringComparison.Ordinal) + 1);
    }

    public static string Expectation(YamlException exception)
    {
        var message = exception.Message.TrimEnd('.', ' ');
        return message.StartsWith("Duplicate key", StringComparison.OrdinalIgnoreCase)
            ? $"{message}; expected each key once, so keep one of the two"
            : $"{message}; {WellFormed}";
    }

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
