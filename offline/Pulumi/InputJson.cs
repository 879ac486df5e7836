using System.Text.Json;

namespace Pulumi;

/// <summary>A property that takes any JSON document.</summary>
public sealed class InputJson : Input<JsonElement>
{
    /// <summary>No document.</summary>
    public InputJson() : this(Output.Create(default(JsonElement)))
    {
    }

    private InputJson(Output<JsonElement> value) : base(value)
    {
    }

    /// <summary>Takes JSON text.</summary>
    /// <param name="json">The text.</param>
    public static implicit operator InputJson(string json) => JsonDocument.Parse(json);

    /// <summary>Takes a document.</summary>
    /// <param name="document">The document.</param>
    public static implicit operator InputJson(JsonDocument document) => document.RootElement;

    /// <summary>Takes a part of a document.</summary>
    /// <param name="element">The part.</param>
    public static implicit operator InputJson(JsonElement element) => new(Output.Create(element));

    /// <summary>Takes JSON text.</summary>
    /// <param name="json">The text.</param>
    public static implicit operator InputJson(Output<string> json) => new(json.Apply(text => JsonDocument.Parse(text).RootElement));

    /// <summary>Takes a document.</summary>
    /// <param name="document">The document.</param>
    public static implicit operator InputJson(Output<JsonDocument> document) => new(document.Apply(parsed => parsed.RootElement));

    /// <summary>Takes a part of a document.</summary>
    /// <param name="element">The part.</param>
    public static implicit operator InputJson(Output<JsonElement> element) => new(element);
}
