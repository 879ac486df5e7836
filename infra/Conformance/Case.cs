using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Infra.Conformance;

/// <summary>
/// One request to a cluster and what must become of it, as a file of <c>tests/Guards/Cases</c> says it. The format is that of the tool
/// which evaluates the same cases without a cluster, in the tests.
/// </summary>
internal sealed record Case
{
    /// <summary>The file's name without its ending.</summary>
    public required string File { get; init; }

    /// <summary>The sentence that it is.</summary>
    public required string Name { get; init; }

    /// <summary>Who asks: name, groups, uid, extra.</summary>
    public required JsonObject User { get; init; }

    /// <summary><c>CREATE</c>, <c>UPDATE</c>, <c>DELETE</c> or <c>CONNECT</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The part of the object that is written. Default the object itself.</summary>
    public string? Subresource { get; init; }

    /// <summary>The resource, when it isn't the object's own: <c>pods</c>, <c>deployments.apps</c>.</summary>
    public string? Resource { get; init; }

    /// <summary>The name, when it isn't the object's own.</summary>
    public string? ResourceName { get; init; }

    /// <summary>The namespace, when it isn't the object's own.</summary>
    public string? OtherNamespace { get; init; }

    /// <summary>What is written. A deletion has none.</summary>
    public JsonObject? Object { get; init; }

    /// <summary>What is there before, for updates and deletions.</summary>
    public JsonObject? OldObject { get; init; }

    /// <summary>Rights that the one who asks is said to have beyond writing.</summary>
    public ImmutableArray<JsonObject> Authorized { get; init; } = [];

    /// <summary>Whether it must be refused.</summary>
    public bool ExpectsRefusal { get; init; }

    /// <summary>A part of what the refusal must say.</summary>
    public string? Message { get; init; }

    /// <summary>A part of a warning that must come.</summary>
    public string? Warning { get; init; }

    /// <summary>What the object must contain once guards have changed it.</summary>
    public JsonObject? Mutated { get; init; }

    /// <summary>The object that says kind, name and namespace.</summary>
    public JsonObject Subject => (Object ?? OldObject)!;

    /// <summary>The namespace that the request is for; null: none.</summary>
    public string? Namespace => OtherNamespace ?? Subject["metadata"]?["namespace"]?.GetValue<string>();

    /// <summary>The name of the object that is written.</summary>
    public string? ObjectName => ResourceName ?? Subject["metadata"]?["name"]?.GetValue<string>();

    /// <summary>Groups of the one who asks, those of a service account among them.</summary>
    public IEnumerable<string> Groups
    {
        get
        {
            var given = User["groups"]?.AsArray().Select(group => group!.GetValue<string>()) ?? [];
            return User["name"]!.GetValue<string>().Split(':') is ["system", "serviceaccount", var ns, _]
                ? [.. given, "system:serviceaccounts", $"system:serviceaccounts:{ns}"]
                : given;
        }
    }
}
