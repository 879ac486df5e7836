using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Schemas;

/// <summary>YAML as JSON, read as Kubernetes and Helm read it.</summary>
internal static class YamlFile
{
    /// <summary>A file's first document.</summary>
    public static JsonNode Read(string file) => Documents(File.ReadAllText(file)).First();

    /// <summary>All documents of a text that aren't empty.</summary>
    public static IEnumerable<JsonNode> Documents(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.Select(document => Convert(document.RootNode)).OfType<JsonNode>();
    }

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(entry =>
            KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, Convert(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "null" or "~" } => null,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" } => true,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "false" } => false,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text }
            when long.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text }
            when double.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
        YamlScalarNode { Value: { } text } => text,
        _ => throw new InvalidOperationException($"{node.NodeType} at {node.Start} has no JSON form."),
    };
}
