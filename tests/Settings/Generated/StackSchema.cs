using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Components.Grammars;
using Infra.Configuration;
using Infra.Stacks.Providers.Ssh;
using Infra.Stacks.Settings;
using Infra.Stacks.Settings.Reading;

namespace Infra.Tests.Settings.Generated;

/// <summary>The JSON Schema of stack files, which editors complete and check them with.</summary>
internal static class StackSchema
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema.</summary>
    public static string Render()
    {
        var schema = JsonNode.Parse("""
            {
              "$schema": "http://json-schema.org/draft-07/schema#",
              "title": "Stack file",
              "description": "Pulumi.<stack>.yaml of this project; docs/settings.md explains each key.",
              "type": "object",
              "required": ["config"],
              "additionalProperties": false,
              "properties": {
                "encryptionsalt": {
                  "type": ["string", "null"],
                  "description": "Written by Pulumi, in its place if the key is there and at the end if not."
                },
                "encryptedkey": { "type": "string", "description": "Written by Pulumi." },
                "secretsprovider": { "type": "string", "description": "Written by Pulumi." },
                "environment": { "description": "Pulumi ESC environments." },
                "config": {
                  "description": "The stack's configuration.",
                  "type": "object",
                  "required": ["infra:cluster", "infra:tenants"],
                  "additionalProperties": false,
                  "properties": {
                    "infra:cluster": { "$ref": "#/definitions/cluster" },
                    "infra:tenants": {
                      "description": "The tenants; [] for none.",
                      "type": "array",
                      "items": { "$ref": "#/definitions/tenant" }
                    }
                  },
                  "patternProperties": {
                    "^(?!infra:)[A-Za-z0-9][A-Za-z0-9._-]*:[^\\s\\u200b-\\u200f\\u2060]+$": {
                      "description": "Configuration of providers and of Pulumi itself."
                    }
                  }
                }
              }
            }
            """)!.AsObject();
        foreach (var secret in StackKeys.Secrets) schema["properties"]!["config"]!["properties"]![secret] = Secret(secret);
        schema["definitions"] = new JsonObject
        {
            ["cluster"] = Record(typeof(ClusterSettings)),
            ["tenant"] = Record(typeof(TenantSettings)),
            ["host"] = Record(typeof(ExistingHost)),
        };
        return Write(schema, "") + "\n";
    }

    private static JsonObject Secret(string key) => new()
    {
        ["description"] = $"Encrypted by 'pulumi config set --secret {key}'; never in plain text.",
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = new JsonArray("secure"),
        ["properties"] = new JsonObject
        {
            ["secure"] = new JsonObject { ["type"] = "string", ["description"] = "Encrypted by Pulumi." },
        },
    };

    // A setting is a line, however long, so that a change of one is a change of one line.
    private static string Write(JsonNode? node, string indentation)
    {
        var line = node?.ToJsonString(OneLine) ?? "null";
        var isSetting = indentation.Length > 0 && !line.Contains("\"properties\":", StringComparison.Ordinal);
        if (node is null or JsonValue || isSetting) return line;
        var deeper = $"{indentation}  ";
        var (open, children, close) = node is JsonArray list
            ? ('[', list.Select(item => Write(item, deeper)), ']')
            : ('{', node.AsObject().Select(member => $"\"{member.Key}\": {Write(member.Value, deeper)}"), '}');
        return $"{open}\n{string.Join(",\n", children.Select(child => deeper + child))}\n{indentation}{close}";
    }

    private static JsonObject Record(Type type) => Record(Shape.Of(type), Described.Summary(type));

    private static JsonObject Record(Shape shape, string description)
    {
        var map = new JsonObject { ["type"] = "object", ["additionalProperties"] = false };
        var required = shape.Settings.Where(setting => setting.IsRequired).Select(setting => JsonValue.Create(setting.Key));
        if (required.Any()) map["required"] = new JsonArray([.. required]);
        var properties = new JsonObject();
        foreach (var setting in shape.Settings) properties[setting.Key] = Schema(setting);
        map["properties"] = properties;
        var schema = new JsonObject { ["description"] = Described.Plain(description) };
        if (shape.Short is { } brief) schema["anyOf"] = new JsonArray(Value(brief.Form), map);
        else foreach (var (key, value) in map.ToList()) schema[key] = value?.DeepClone();
        return schema;
    }

    private static JsonObject Schema(Setting setting)
    {
        var description =
            Described.Summary(setting.Property) + Sentence("Default", Default(setting)) + Sentence("Rules", Described.Rules(setting));
        if (setting.Form is Form.Record { Shape: var shape } && shape.Type != typeof(ExistingHost)) return Record(shape, description);
        var schema = new JsonObject { ["description"] = Described.Plain(description) };
        if (DefaultValue(setting) is { } standard) schema["default"] = standard;
        var value = Value(setting.Form);
        if (setting.Form is Form.List && setting.IsRequired) value["minItems"] = 1;
        if (value.ContainsKey("$ref")) schema["allOf"] = new JsonArray(value);
        else foreach (var (key, node) in value.ToList()) schema[key] = node?.DeepClone();
        return schema;
    }

    private static string Default(Setting setting) =>
        Described.Default(setting) is var words && words.StartsWith("required", StringComparison.Ordinal) ? "" : words;

    // What holds without the setting, where that is a value that could be written.
    private static JsonNode? DefaultValue(Setting setting) => Described.Default(setting) switch
    {
        ['`', .. var word, '`'] => setting.Default is bool or int ? JsonNode.Parse(word) : JsonValue.Create(word),
        _ => null,
    };

    private static string Sentence(string start, string text) => text.Length == 0 ? "" : $" {start}: {text}.";

    private static JsonObject Value(Form form) => form switch
    {
        Form.Scalar scalar => Scalar(scalar.Grammar),
        Form.List { Item: Form.Scalar item } =>
            new() { ["type"] = "array", ["uniqueItems"] = true, ["items"] = Scalar(item.Grammar) },
        Form.List list => new() { ["type"] = "array", ["items"] = Value(list.Item) },
        Form.Map map => new()
        {
            ["type"] = "object",
            ["propertyNames"] = new JsonObject { ["pattern"] = Whole(map.Keys), ["patternErrorMessage"] = Wrong(map.Keys) },
            ["additionalProperties"] = Scalar(map.Values),
        },
        Form.Record { Shape.Type: var type } when type == typeof(ExistingHost) => new() { ["$ref"] = "#/definitions/host" },
        Form.Record record => Record(record.Shape, Described.Summary(record.Shape.Type)),
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, null),
    };

    private static JsonObject Scalar(Grammar grammar) => grammar switch
    {
        { Notation: Notation.Flag } => Either(new() { ["type"] = "boolean" }, Text(grammar)),
        { Notation: Notation.WholeNumber, Words: { Length: > 0 } words } => new()
        {
            ["enum"] = new JsonArray(
                [.. words.Select(word => JsonNode.Parse(word)), .. words.Select(word => JsonValue.Create(word))]),
        },
        { Words.Length: > 0 } => Text(grammar),
        { Range: { } range } =>
            Either(new() { ["type"] = "integer", ["minimum"] = range.Least, ["maximum"] = range.Most }, Text(grammar)),
        { Notation: Notation.Amount } => Either(new() { ["type"] = "number", ["exclusiveMinimum"] = 0 }, Text(grammar)),
        _ when grammar.Check("7") is null => new()
        {
            ["type"] = new JsonArray("string", "integer"),
            ["pattern"] = Whole(grammar),
            ["patternErrorMessage"] = Wrong(grammar),
        },
        _ => Text(grammar),
    };

    private static JsonObject Text(Grammar grammar) => grammar.Words.Length > 0
        ? new() { ["enum"] = new JsonArray([.. grammar.Words.Select(word => JsonValue.Create(word))]) }
        : new() { ["type"] = "string", ["pattern"] = Whole(grammar), ["patternErrorMessage"] = Wrong(grammar) };

    private static JsonObject Either(JsonObject left, JsonObject right) => new() { ["anyOf"] = new JsonArray(left, right) };

    /// <summary>What editors say about a value that doesn't match, as the loader would.</summary>
    private static string Wrong(Grammar grammar)
    {
        string[] wrong = grammar.Range is { } range
            ? [string.Create(CultureInfo.InvariantCulture, $"{range.Least - 1}")]
            : ["\u0001", "\n", "", new string('x', 1000)];
        var complaint = wrong.Select(grammar.Check).OfType<Complaint>().First();
        return complaint.Proposal is null && complaint.Fix is { } fix ? $"{complaint.Rule}; {fix}" : complaint.Rule;
    }

    private static string Whole(Grammar grammar) => $"^(?:{grammar.Pattern})$";
}
