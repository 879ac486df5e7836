using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Infra.Clusters;

/// <summary>What a cluster's API serves: which resource a kind is.</summary>
internal sealed class ApiResources(ApiServer server)
{
    private readonly ConcurrentDictionary<string, JsonArray> _known = new(StringComparer.Ordinal);

    /// <summary>The resource of a kind, or the one with a name; null: the server doesn't serve it.</summary>
    /// <param name="apiVersion">Group and version, as objects say it: <c>v1</c>, <c>apps/v1</c>.</param>
    /// <param name="kindOrName">The kind, or the resource's name.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ClusterException">The server doesn't answer.</exception>
    public async Task<ApiResource?> FindAsync(string apiVersion, string kindOrName, CancellationToken cancellation)
    {
        if (!_known.TryGetValue(apiVersion, out var resources))
        {
            var path = ApiResource.RootOf(apiVersion);
            var answer = await server.SendAsync(new ApiRequest(HttpMethod.Get, path), cancellation).ConfigureAwait(false);
            if (!answer.Succeeded && answer.Status != 404)
                throw new ClusterException($"GET {path} at {server.Address} failed: {answer.Message}");
            _known[apiVersion] = resources = answer.Succeeded ? answer.Body!["resources"]!.AsArray() : [];
        }

        var found = resources.FirstOrDefault(resource => Text(resource, "name") is { } name && !name.Contains('/', StringComparison.Ordinal)
            && (name == kindOrName || Text(resource, "kind") == kindOrName));
        return found is null ? null : new ApiResource(apiVersion, Text(found, "name"), found["namespaced"]!.GetValue<bool>());
    }

    /// <summary>Forgets what was asked, as kinds were added.</summary>
    public void Forget() => _known.Clear();

    private static string Text(JsonNode? node, string key) => node![key]!.GetValue<string>();
}
