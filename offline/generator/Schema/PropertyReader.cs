using System.Collections.Immutable;
using System.Text.Json;

namespace Infra.Offline.Generator.Schema;

/// <summary>Reads the properties of a resource or type, sorted by their names on the wire.</summary>
internal static class PropertyReader
{
    private const string TypesPrefix = "#/types/";

    public static ImmutableArray<PropertySchema> Read(JsonElement owner, string properties, string required)
    {
        var requiredNames = owner.Items(required).Select(name => name.GetString()!).ToHashSet(StringComparer.Ordinal);
        return [.. owner.Entries(properties)
            .Select(entry => ReadProperty(entry.Name, entry.Value, requiredNames.Contains(entry.Name)))
            .OrderBy(property => property.Name, StringComparer.Ordinal)];
    }

    private static PropertySchema ReadProperty(string name, JsonElement property, bool required) => new(
        name,
        property.Text("language", "csharp", "name"),
        ReadType(property),
        required,
        property.Flag("secret"),
        property.Flag("replaceOnChanges"),
        property.Flag("x-json-encoded"),
        Literal(property, "const"),
        Literal(property, "default"),
        property.TryGetProperty("defaultInfo", out var info)
            ? [.. info.Items("environment").Select(variable => variable.GetString()!)]
            : []);

    private static string? Literal(JsonElement property, string key) =>
        !property.TryGetProperty(key, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? Naming.Quote(value.GetString()!)
        : value.GetRawText();

    private static TypeSchema ReadType(JsonElement type)
    {
        if (type.TryGetProperty("oneOf", out var choices)) return new TypeSchema.Either(ReadType(choices[0]), ReadType(choices[1]));
        if (type.Text("$ref") is { } reference) return ReadReference(reference);
        return type.Text("type") switch
        {
            "string" => new TypeSchema.Plain("string"),
            "boolean" => new TypeSchema.Plain("bool"),
            "integer" => new TypeSchema.Plain("int"),
            "number" => new TypeSchema.Plain("double"),
            "array" => new TypeSchema.List(ReadType(type.GetProperty("items"))),
            "object" when type.TryGetProperty("additionalProperties", out var element) => new TypeSchema.Map(ReadType(element)),
            "object" => new TypeSchema.Map(new TypeSchema.Plain("string")),
            var other => throw new GeneratorException($"The schema type \"{other}\" is unknown to the generator: {type.GetRawText()}."),
        };
    }

    private static TypeSchema ReadReference(string reference) => reference switch
    {
        "pulumi.json#/Any" => new TypeSchema.Plain("object"),
        "pulumi.json#/Asset" => new TypeSchema.Plain("global::Pulumi.AssetOrArchive"),
        "pulumi.json#/Json" or "pulumi.json#/Archive" => new TypeSchema.Missing(reference),
        _ when reference.StartsWith(TypesPrefix, StringComparison.Ordinal) =>
            new TypeSchema.Reference(Uri.UnescapeDataString(reference[TypesPrefix.Length..])),
        _ => throw new GeneratorException($"The schema reference \"{reference}\" is unknown to the generator."),
    };
}
