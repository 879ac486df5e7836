using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Infra.Clusters;

/// <summary>A request to a cluster's API.</summary>
/// <param name="Method">HTTP's method.</param>
/// <param name="Path">Path and query, without a slash at the beginning: <c>api/v1/namespaces?dryRun=All</c>.</param>
/// <param name="Body">What is sent. Default nothing.</param>
internal sealed record ApiRequest(HttpMethod Method, string Path, JsonNode? Body = null)
{
    /// <summary>What kind of JSON <see cref="Body"/> is. Default an object or a review.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Further headers, by which an administrator acts as somebody else. Default none.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];
}
