using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Pulumi;

namespace Infra.Planning;

/// <summary>Inputs as JSON: names in ordinal order, whole numbers without a fraction, secrets masked.</summary>
internal static class InputJson
{
    private const double LargestWholeNumber = 9007199254740991;

    /// <summary>A map of inputs.</summary>
    /// <param name="inputs">The inputs, as a mock sees them.</param>
    /// <param name="secrets">Paths of the values to mask.</param>
    public static JsonObject Object(ImmutableDictionary<string, object> inputs, ImmutableHashSet<string> secrets) =>
        Object(inputs, secrets, "");

    private static JsonObject Object(ImmutableDictionary<string, object> map, ImmutableHashSet<string> secrets, string path)
    {
        var json = new JsonObject();
        foreach (var (name, value) in map.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            json[name] = Node(value, secrets, InputReader.Join(path, name));
        return json;
    }

    private static JsonNode? Node(object? value, ImmutableHashSet<string> secrets, string path)
    {
        if (value is not null && secrets.Contains(path))
            return StandIn.Secret;
        return value switch
        {
            null => null,
            // Pulumi tells nobody which file it is.
            AssetOrArchive => "[file]",
            string text => text,
            bool truth => truth,
            double number => Number(number),
            ImmutableDictionary<string, object> map => Object(map, secrets, path),
            ImmutableArray<object> list =>
                new JsonArray([.. list.Select((item, i) => Node(item, secrets, InputReader.Join(path, Index(i))))]),
            _ => throw new InvalidOperationException($"A mock was given a {value.GetType()} at '{path}'."),
        };
    }

    private static string Index(int i) => i.ToString(CultureInfo.InvariantCulture);

    private static JsonNode Number(double number) =>
        Math.Abs(number) <= LargestWholeNumber && number == Math.Floor(number) ? (JsonNode)(long)number : number;
}
