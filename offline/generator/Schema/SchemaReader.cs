using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Infra.Offline.Generator.Schema;

/// <summary>Reads *.schema.json.</summary>
internal static partial class SchemaReader
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
            root.Text("version") ?? VersionIn(file),
            root.Text("language", "csharp", "namespaces", name) ?? Naming.Capitalize(name),
            root.Text("meta", "moduleFormat") ?? "(.*)",
            resources.ToImmutableSortedDictionary(entry => entry.Token, entry => entry.Resource, StringComparer.Ordinal),
            root.Entries("types")
                .ToImmutableSortedDictionary(entry => entry.Name, entry => ReadDefinition(entry.Value), StringComparer.Ordinal));
    }

    // In its project's repository a schema has no version: it gets one when the provider is built.
    private static string VersionIn(string file) => Version().Match(Path.GetFileName(file)) is { Success: true } version
        ? version.Value
        : throw new GeneratorException($"{file} has no version, in its text or its name; call it like pulumi-random-4.21.1.schema.json.");

    [GeneratedRegex(@"(?<=-)[0-9]+\.[0-9]+\.[0-9]+(?=\.)")]
    private static partial Regex Version();

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
        [.. resource.Items("aliases").Select(alias => alias.GetProperty("type").GetString()!)]);

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
