using System.Text.Json.Nodes;
using Infra.Clusters;

namespace Infra.Verifying.Isolation;

/// <summary>Whether somebody may do something, by Kubernetes' own answer.</summary>
internal static class AccessReview
{
    /// <summary>Asks.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="identity">Who.</param>
    /// <param name="verb">Does what.</param>
    /// <param name="group">API group; empty: the core's.</param>
    /// <param name="resource">With which resource, and its part after a slash.</param>
    /// <param name="ns">In which namespace; null: in all, or with what lies in none.</param>
    /// <param name="name">With which object; null: with any.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ClusterException">It can't be told.</exception>
    public static async Task<bool> MayAsync(
        LiveCluster cluster, Identity identity, string verb, string group, string resource, string? ns, string? name,
            CancellationToken cancellation)
    {
        var parts = resource.Split('/');
        var attributes = new JsonObject { ["verb"] = verb, ["group"] = group, ["resource"] = parts[0] };
        if (parts.Length > 1) attributes["subresource"] = parts[1];
        if (ns is not null) attributes["namespace"] = ns;
        if (name is not null) attributes["name"] = name;
        var status = await cluster.ReviewAsync("SubjectAccessReview", new JsonObject
        {
            ["user"] = identity.User,
            ["groups"] = new JsonArray([.. identity.Groups.Select(group => (JsonNode)group)]),
            ["resourceAttributes"] = attributes,
        }, null, cancellation).ConfigureAwait(false);
        if (status["allowed"] is not JsonValue allowed) throw new ClusterException("an access review was answered without a decision");
        // Authorization goes on past an error, and what it couldn't read might have allowed it.
        if (!allowed.GetValue<bool>() && status.Word("evaluationError") is { Length: > 0 } error)
            throw new ClusterException($"an access review ended in an error: {error}");
        return allowed.GetValue<bool>();
    }
}
