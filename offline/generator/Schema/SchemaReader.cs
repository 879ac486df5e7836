using System.Collections.Immutable;
using System.Text.Json;

namespace Infra.Offline.Generator.Schema;

/// <summary>Reads *.schema.json.</summary>
internal static class SchemaReader
{
    public static PackageSchema Read(string file)
    {
        using var document = Parse(file);
        var root = document.RootElement;
        var name = root.GetProperty("name").GetString()!;
        var resources = root.Entries("resources")
            .Select(entry => (Token: entry.Name, Resource: ReadResource(entry.Value, isProvider: false)));
        if (root.TryGetProperty("provider", out var provider))
            resources = resources.Append(($"pulumi:providers:{name}", ReadResource(provider, isProvider: true)));

        return new PackageSchema(
            Path.GetFileName(file),
            name,
            root.Text("language", "csharp", "namespaces", name) ?? Naming.Capitalize(name),
            root.Text("meta", "moduleFormat") ?? "(.*)",
            resources.ToImmutableSortedDictionary(entry => entry.Token, entry => entry.Resource, StringComparer.Ordinal),
            root.Entries("types")
                .ToImmutableSortedDictionary(entry => entry.Name, entry => ReadDefinition(entry.Value), StringComparer.Ordinal));
    }

    private static JsonDocument Parse(string file)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllText(file));
        }
        catch (JsonException mistake)
        {
            throw new GeneratorException($"{file} is not JSON: {mistake.Message}");
        }
    }

    private static ResourceSchema ReadResource(JsonElement resource, bool isProvider) => new(
        isProvider,
        PropertyReader.Read(resource, "properties", "required"),
        PropertyReader.Read(resource, "inputProperties", "requiredInputs"),
        [.. resource.Items("aliases").Select(ReadAlias)]);

    private static string ReadAlias(JsonElement alias) => alias.Text("type")
        ?? throw new GeneratorException($"The generator knows aliases by type alone, and not {alias.GetRawText()}.");

    private static DefinitionSchema ReadDefinition(JsonElement type) =>
        type.TryGetProperty("enum", out var values)
            ? new DefinitionSchema.Enum([.. values.EnumerateArray().Select(ReadEnumValue)])
            : new DefinitionSchema.Object(
                PropertyReader.Read(type, "properties", "required"),
                PropertyReader.Read(type, "outputOnlyProperties", "required"));

    private static EnumValue ReadEnumValue(JsonElement value)
    {
        var text = value.GetProperty("value").GetString()!;
        return new EnumValue(value.Text("name") ?? Naming.Capitalize(text), text);
    }
}
