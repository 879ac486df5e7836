using System.Text.Json.Nodes;
using NJsonSchema;

namespace Infra.Tests.Schemas;

/// <summary>A JSON schema that refuses fields it doesn't name, as people who misspell one would like it.</summary>
internal sealed class StrictSchema
{
    private const string PreserveUnknown = "x-kubernetes-preserve-unknown-fields";

    private readonly JsonSchema _schema;

    private StrictSchema(JsonSchema schema) => _schema = schema;

    /// <summary>Makes a schema of one with local references only.</summary>
    /// <param name="schema">The schema; left as it is.</param>
    /// <param name="closed">Whether objects with listed properties have no others.</param>
    public static StrictSchema Of(JsonObject schema, bool closed)
    {
        var copy = schema.DeepClone().AsObject();
        // Draft 2019's name of the same thing, which the library doesn't follow.
        if (copy["$defs"] is { } definitions)
        {
            copy.Remove("$defs");
            copy["definitions"] = definitions;
        }

        copy.Remove("$schema");
        copy.Remove("$id");
        Rewrite(copy, closed);
        return new StrictSchema(JsonSchema.FromJsonAsync(copy.ToJsonString()).GetAwaiter().GetResult());
    }

    /// <summary>What is wrong with a value: <c>#/spec/addresses: NoAdditionalPropertiesAllowed</c>.</summary>
    public string[] Complaints(JsonNode value) =>
        [.. _schema.Validate(value.ToJsonString()).Select(error => $"{error.Path}: {error.Kind}")];

    private static void Rewrite(JsonNode? node, bool closed)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list) Rewrite(item, closed);
            return;
        }

        if (node is not JsonObject schema) return;
        FollowLocalReferencesOnly(schema);
        TakeNumbersAndTexts(schema);
        if (closed && schema["properties"] is JsonObject && !schema.ContainsKey("additionalProperties") && schema[PreserveUnknown] is null)
            schema["additionalProperties"] = false;
        foreach (var (name, part) in schema.ToList())
        {
            // Values of examples and defaults are no schemas.
            if (name is "default" or "examples" or "enum" or "const") continue;
            if (name is "properties" or "definitions" or "patternProperties" && part is JsonObject parts)
            {
                foreach (var (_, named) in parts.ToList()) Rewrite(named, closed);
            }
            else
            {
                Rewrite(part, closed);
            }
        }

        schema.Remove("default");
        schema.Remove("examples");
    }

    private static void FollowLocalReferencesOnly(JsonObject schema)
    {
        if (schema["$ref"] is not JsonValue value || !value.TryGetValue<string>(out var reference)) return;
        if (reference.StartsWith("#/$defs/", StringComparison.Ordinal)) schema["$ref"] = $"#/definitions/{reference["#/$defs/".Length..]}";
        else if (!reference.StartsWith('#')) schema.Remove("$ref");
    }

    private static void TakeNumbersAndTexts(JsonObject schema)
    {
        var isEither = schema["x-kubernetes-int-or-string"] is not null
            || schema["format"] is JsonValue format && format.ToString() == "int-or-string";
        if (!isEither) return;
        schema.Remove("format");
        schema["type"] = new JsonArray("integer", "string");
    }
}
