using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Clusters;

namespace Infra.Verifying;

/// <summary>Compares a live cluster with the plan of its stack.</summary>
public static class Verifier
{
    /// <summary>Makes the checks.</summary>
    /// <param name="task">What to verify.</param>
    /// <param name="progress">Told how many probes have ended, and how many there are; one call at a time.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>A result for each check, in their order.</returns>
    /// <exception cref="ClusterException">The cluster can't be asked, or is another one.</exception>
    public static async Task<ImmutableArray<LiveResult>> RunAsync(
        VerifierTask task, Action<int, int> progress, CancellationToken cancellation)
    {
        var outputs = task.Outputs is { } json ? StackOutputs.Parse(json, task.Plan.Stack) : null;
        using var server = task.KubeconfigFile is { } file
            ? ApiServer.Open(file, null)
            : ApiServer.Parse(outputs!.Kubeconfig, $"The output Kubeconfig of stack '{task.Plan.Stack}'");
        var cluster = new LiveCluster(server, task.Plan, task.Settings, task.Clock.GetUtcNow()) { Traffic = task.Traffic };
        await CheckThatItIsTheOneAsync(server, task, cancellation).ConfigureAwait(false);
        await CheckRightsAsync(server, cancellation).ConfigureAwait(false);
        await cluster.LearnAsync(outputs, task.Tenant, cancellation).ConfigureAwait(false);
        var checks = task.Traffic is null ? LiveCheckList.All : [.. LiveCheckList.All, .. LiveCheckList.Traffic];
        return await Verification.RunAsync(cluster, checks, progress, cancellation).ConfigureAwait(false);
    }

    private static async Task CheckThatItIsTheOneAsync(ApiServer server, VerifierTask task, CancellationToken cancellation)
    {
        var answer = await server.SendAsync(new ApiRequest(HttpMethod.Get, "api/v1/nodes"), cancellation).ConfigureAwait(false);
        if (answer.Status is 401 or 403)
        {
            throw new ClusterException(
                $"{server.Address} doesn't take the kubeconfig's credentials (HTTP {answer.Status}): {answer.Message.TrimEnd('.')}. "
                + "Take the stack's own kubeconfig, or another administrator's.");
        }

        if (!answer.Succeeded || answer.Body?["items"] is not JsonArray items)
            throw new ClusterException($"{server.Address} doesn't list its nodes (HTTP {answer.Status}): {answer.Message.TrimEnd('.')}.");
        var nodes = items.OfType<JsonNode>().Select(LiveObjects.Name).Order(StringComparer.Ordinal).ToList();
        var planned = task.Plan.Servers.Select(planned => planned.Name).Concat(task.Plan.Tenants.Select(tenant => tenant.Node)).ToList();
        if (!nodes.Intersect(planned).Any())
        {
            throw new ClusterException($"{server.Address} (context '{server.Context}') is another cluster: its nodes are "
                + $"{Shown(nodes)}, and those of stack '{task.Plan.Stack}' are {Shown(planned)}.");
        }
    }

    private static async Task CheckRightsAsync(ApiServer server, CancellationToken cancellation)
    {
        var body = new JsonObject
        {
            ["apiVersion"] = "authorization.k8s.io/v1",
            ["kind"] = "SelfSubjectAccessReview",
            ["spec"] = new JsonObject
            {
                ["resourceAttributes"] = new JsonObject { ["verb"] = "*", ["group"] = "*", ["resource"] = "*" },
            },
        };
        var review = await server.NeedAsync(
            new ApiRequest(HttpMethod.Post, "apis/authorization.k8s.io/v1/selfsubjectaccessreviews", body), cancellation).ConfigureAwait(
                false);
        if (review["status"]?["allowed"] is not JsonValue allowed || !allowed.GetValue<bool>())
        {
            throw new ClusterException(
                $"The kubeconfig's user isn't an administrator of {server.Address}: attacks are tried in the names of "
                + "tenants and nodes, which needs all rights. Take the stack's own kubeconfig.");
        }
    }

    private static string Shown(List<string> names) =>
        names.Count == 0 ? "none" : string.Join(", ", names.Take(5)) + (names.Count > 5 ? ", …" : "");
}
