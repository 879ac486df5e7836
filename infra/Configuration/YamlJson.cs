using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Configuration;

/// <summary>Turns YAML values into JSON ones, with the types of YAML 1.2's core schema, as Pulumi does for structured values.</summary>
internal static partial class YamlJson
{
    /// <summary>What a secret looks like, as its text is known to the Pulumi CLI alone.</summary>
    public const string Secret = "[secret]";

    private const int DeepestNesting = 24;
    private const int MostValues = 1_000_000;

    /// <param name="path">The file, for messages.</param>
    /// <param name="node">The value.</param>
    /// <exception cref="ConfigurationException">The value has no JSON form.</exception>
    public static JsonNode? Convert(string path, YamlNode node)
    {
        var budget = MostValues;
        return Convert(path, node, DeepestNesting, ref budget);
    }

    /// <summary>Whether a value is <c>secure: …</c>, Pulumi's form of an encrypted one.</summary>
    public static bool IsSecret(YamlNode node) =>
        node is YamlMappingNode { Children.Count: 1 } map
        && map.Children.First() is { Key: YamlScalarNode { Value: "secure" }, Value: YamlScalarNode };

    // Aliases are expanded, so depth and number are bounded: a few nested aliases can stand for billions of values.
    private static JsonNode? Convert(string path, YamlNode node, int depth, ref int budget)
    {
        if (depth == 0 || --budget < 0)
            throw YamlSource.Wrong(path, node.Start, "expected fewer and less deeply nested values");
        if (IsSecret(node)) return JsonValue.Create(Secret);
        switch (node)
        {
            case YamlScalarNode scalar:
                return Scalar(scalar);
            case YamlSequenceNode sequence:
                var array = new JsonArray();
                foreach (var item in sequence.Children) array.Add(Convert(path, item, depth - 1, ref budget));
                return array;
            case YamlMappingNode map:
                var json = new JsonObject();
                foreach (var (key, value) in map.Children)
                {
                    if (key is not YamlScalarNode { Value: { } name })
                        throw YamlSource.Wrong(path, key.Start, "expected a plain key, found a list or a map");
                    json[name] = Convert(path, value, depth - 1, ref budget);
                }

                return json;
            default:
                throw YamlSource.Wrong(path, node.Start, "expected a value, a list or a map");
        }
    }

    private static JsonNode? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style is not ScalarStyle.Plain) return JsonValue.Create(text);
        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ => Number(text) ?? JsonValue.Create(text),
        };
    }

    private static JsonNode? Number(string text)
    {
        if (Decimal().IsMatch(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return JsonValue.Create(number);
        if (Hexadecimal().IsMatch(text) && long.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number))
            return JsonValue.Create(number);
        if (Octal().IsMatch(text)) return JsonValue.Create(System.Convert.ToInt64(text[2..], 8));
        var isFloat = Float().IsMatch(text) && double.TryParse(text, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real);
        return isFloat ? JsonValue.Create(double.Parse(text, CultureInfo.InvariantCulture)) : null;
    }

    [GeneratedRegex(@"\A[-+]?[0-9]+\z")]
    private static partial Regex Decimal();

    [GeneratedRegex(@"\A0x[0-9a-fA-F]{1,15}\z")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"\A0o[0-7]{1,20}\z")]
    private static partial Regex Octal();

    [GeneratedRegex(@"\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Float();
}
