using System.Text.Json;

namespace Infra.Deploying;

/// <summary>An event of Pulumi's engine, as <c>--event-log</c> writes it: a JSON object a line. Only what is read here.</summary>
/// <param name="Timestamp">When, in seconds since 1970.</param>
/// <param name="DiagnosticEvent">A message.</param>
/// <param name="ResourcePreEvent">Work on a resource begins.</param>
/// <param name="ResOutputsEvent">Work on a resource is done.</param>
/// <param name="ResOpFailedEvent">Work on a resource failed.</param>
public sealed record EngineEvent(
    long Timestamp, DiagnosticEvent? DiagnosticEvent, ResourceEvent? ResourcePreEvent, ResourceEvent? ResOutputsEvent,
    ResourceEvent? ResOpFailedEvent = null)
{
    /// <summary>The events of a log, in order. A line that a killed run left unfinished is passed over.</summary>
    /// <param name="path">The log.</param>
    public static IEnumerable<EngineEvent> Read(string path) => File.ReadLines(path).Select(Parse).OfType<EngineEvent>();

    private static EngineEvent? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<EngineEvent>(line, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A message of the engine or of a provider.</summary>
/// <param name="Urn">The resource that it is about, if any.</param>
/// <param name="Message">Its text.</param>
public sealed record DiagnosticEvent(string? Urn, string? Message);

/// <summary>Work on a resource.</summary>
/// <param name="Metadata">What is done, with which resource.</param>
/// <param name="Planning">Whether that is the preview before the deployment.</param>
public sealed record ResourceEvent(ResourceStep? Metadata, bool Planning);

/// <summary>What is done with a resource.</summary>
/// <param name="Op">The word for it, such as <c>create</c>.</param>
/// <param name="Urn">The resource.</param>
/// <param name="Type">Its type token.</param>
/// <param name="New">What it shall be; null for a deletion.</param>
public sealed record ResourceStep(string? Op, string? Urn, string? Type, ResourceState? New);

/// <summary>A resource, as it is or shall be.</summary>
/// <param name="Custom">Whether a provider has it; otherwise it is a component.</param>
/// <param name="Inputs">Its inputs, by name.</param>
public sealed record ResourceState(bool Custom, IReadOnlyDictionary<string, JsonElement>? Inputs);
