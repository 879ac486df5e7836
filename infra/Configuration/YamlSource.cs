using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Configuration;

/// <summary>Reads YAML files, and says where they are wrong.</summary>
internal static class YamlSource
{
    /// <summary>The file's one document, which must be a map.</summary>
    /// <exception cref="ConfigurationException">The file can't be read, is no YAML, or is no map.</exception>
    public static YamlMappingNode Read(string path)
    {
        var stream = new YamlStream();
        try
        {
            using var text = new StringReader(File.ReadAllText(path));
            stream.Load(text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{Shown(path)} can't be read: {exception.Message}");
        }
        catch (YamlException exception)
        {
            throw Wrong(path, exception.Start, Expectation(exception));
        }

        return stream.Documents switch
        {
            [] => throw new ConfigurationException($"{Shown(path)} is empty; it must be a map of YAML keys."),
            [var document] when document.RootNode is YamlMappingNode map => map,
            [var document] => throw Wrong(path, document.RootNode.Start, "expected a map of YAML keys at the top"),
            [_, var second, ..] => throw Wrong(path, second.RootNode.Start, "expected one YAML document, found a second"),
        };
    }

    public static ConfigurationException Wrong(string path, Mark mark, string what) =>
        new($"{Shown(path)}:{mark.Line}:{mark.Column}: {what}.");

    /// <summary>The file's name alone: messages are the same on every machine.</summary>
    public static string Shown(string path) => Path.GetFileName(path);

    private static string Expectation(YamlException exception)
    {
        var message = (exception.InnerException as YamlException ?? exception).Message.TrimEnd('.', ' ');
        if (message.StartsWith("Duplicate key", StringComparison.OrdinalIgnoreCase))
            return $"{message}; expected each key once, so keep one of the two";
        if (message.Contains("tab", StringComparison.OrdinalIgnoreCase) || message.Contains('\t'))
            return $"{message}; expected spaces for indentation";
        return $"{message}; expected well-formed YAML: 'key: value', items that begin with '- ', indentation by spaces";
    }
}
