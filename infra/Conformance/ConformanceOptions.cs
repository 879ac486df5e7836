using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Infra.Conformance;

/// <summary>How cases are applied.</summary>
internal sealed record ConformanceOptions
{
    /// <summary>
    /// Whether the cluster has no other work, so that Nodes, load balancers and kinds of other projects may be made for a while. Default
    /// no.
    /// </summary>
    public bool Disposable { get; init; }

    /// <summary>Kinds of other projects, which a disposable cluster is given when it lacks them. Default none.</summary>
    public ImmutableArray<JsonObject> Definitions { get; init; } = [];

    /// <summary>How long a new policy may take to act.</summary>
    public required TimeSpan Patience { get; init; }

    /// <summary>Time between tries. Default 2 s.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(2);
}
