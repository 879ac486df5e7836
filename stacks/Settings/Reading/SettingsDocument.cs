using System.Collections.Immutable;
using System.Text.Json;

namespace Infra.Stacks.Settings.Reading;

/// <summary>Turns JSON text into nodes that know where they stand.</summary>
/// <param name="proposed">Texts that are tried in place of the plain values at their positions.</param>
internal sealed class SettingsDocument(IReadOnlyDictionary<int, string> proposed)
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    private int _next;

    /// <summary>The position that follows all that was parsed.</summary>
    public int End => _next;

    /// <summary>The nodes of a text; text that is no JSON is a plain value, as Pulumi hands over plain strings bare.</summary>
    public SettingsNode Parse(string path, string text)
    {
        var first = _next;
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return Node(path, document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            _next = first;
            return new SettingsNode(path, _next++, NodeKind.Text, text, []);
        }
    }

    /// <summary>A place for something that is not there, after all that was parsed.</summary>
    public Place Missing(string path) => new(path, _next++, null);

    private SettingsNode Node(string path, JsonElement element)
    {
        var position = _next++;
        if (proposed.TryGetValue(position, out var text)) return new SettingsNode(path, position, NodeKind.Text, text, []);
        return element.ValueKind switch
        {
            JsonValueKind.Object => new(path, position, NodeKind.Map, null, Members(path, element)),
            JsonValueKind.Array => new(path, position, NodeKind.List, null, Items(path, element)),
            JsonValueKind.String => new(path, position, NodeKind.Text, element.GetString(), []),
            JsonValueKind.Number => new(path, position, NodeKind.Number, element.GetRawText(), []),
            JsonValueKind.True => new(path, position, NodeKind.Boolean, "true", []),
            JsonValueKind.False => new(path, position, NodeKind.Boolean, "false", []),
            _ => new(path, position, NodeKind.Nothing, null, []),
        };
    }

    private ImmutableArray<SettingsMember> Members(string path, JsonElement map) =>
    [
        .. map.EnumerateObject()
            .Select(member => new SettingsMember(member.Name, Node(SettingsPath.Member(path, member.Name), member.Value))),
    ];

    private ImmutableArray<SettingsMember> Items(string path, JsonElement list) =>
        [.. list.EnumerateArray().Select((item, index) => new SettingsMember("", Node(SettingsPath.Item(path, index), item)))];
}
