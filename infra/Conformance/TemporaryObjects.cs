using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Clusters;
using Infra.Planning;

namespace Infra.Conformance;

/// <summary>
/// What a run really makes in a cluster, and its removal: of this run, and of earlier ones that were killed. Outside of its own namespaces
/// everything has the run's label.
/// </summary>
internal sealed class TemporaryObjects(ApiServer server, ApiResources resources, Action<string> progress)
{
    /// <summary>A run ends by itself after this time, so what is older was left by one that was killed.</summary>
    public static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(10);

    // Kubernetes empties namespaces a few at a time; on two cores a real cluster took longer than two minutes for all of a run's.
    private static readonly TimeSpan LongestRemoval = TimeSpan.FromMinutes(5);

    // Guards first, so that they don't watch the rest go; definitions last, as objects go with them.
    private static readonly (string ApiVersion, string Kind)[] Labelled =
    [
        ("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding"),
            ("admissionregistration.k8s.io/v1", "MutatingAdmissionPolicyBinding"),
        ("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy"), ("admissionregistration.k8s.io/v1", "MutatingAdmissionPolicy"),
        ("rbac.authorization.k8s.io/v1", "ClusterRoleBinding"), ("rbac.authorization.k8s.io/v1", "ClusterRole"), ("v1", "Node"),
        ("v1", "Namespace"), ("apiextensions.k8s.io/v1", "CustomResourceDefinition"),
    ];

    private readonly List<string> _inNamespaces = [];

    /// <summary>Makes an object.</summary>
    /// <exception cref="ClusterException">It can't be made.</exception>
    public async Task CreateAsync(JsonObject thing, CancellationToken cancellation)
    {
        if (await TryCreateAsync(thing, cancellation).ConfigureAwait(false) is { } problem) throw new ClusterException(problem);
    }

    /// <summary>Makes an object.</summary>
    /// <returns>Why it can't be made, or null.</returns>
    /// <exception cref="ClusterException">There is no answer.</exception>
    public async Task<string?> TryCreateAsync(JsonObject thing, CancellationToken cancellation)
    {
        var resource = await NeedAsync(thing, cancellation).ConfigureAwait(false);
        var ns = thing.At("metadata", "namespace")?.GetValue<string>();
        var answer = await server.SendAsync(new ApiRequest(HttpMethod.Post, resource.Path(ns), thing), cancellation).ConfigureAwait(false);
        var path = resource.Path(ns, PlannedGuards.Name(thing));
        if (ns is not null) _inNamespaces.Add(path);
        // A namespace's own account may be there already.
        return answer.Succeeded || answer.Status == 409
            ? null
            : $"{PlannedGuards.Kind(thing)} {PlannedGuards.Name(thing)} can't be made: {answer.Message}";
    }

    /// <summary>Removes what killed runs left.</summary>
    public async Task RemoveLeftoversAsync(CancellationToken cancellation)
    {
        var left = await ListAsync(RunNames.Label, cancellation).ConfigureAwait(false);
        // The server's own clock says how old something is.
        var dead = left.Where(thing => thing.Age > LongestRun).ToList();
        if (dead.Count == 0) return;
        progress(string.Create(CultureInfo.InvariantCulture, $"Removing {dead.Count} objects that a killed run left …"));
        await RemoveAsync(dead.Select(thing => thing.Path), cancellation).ConfigureAwait(false);
    }

    /// <summary>Removes what this run made, however it ended.</summary>
    /// <returns>What couldn't be removed.</returns>
    public async Task<IReadOnlyList<string>> RemoveAsync(RunNames names)
    {
        // Not the run's own cancellation, which may be why this is called.
        using var limit = new CancellationTokenSource(LongestRemoval);
        progress("Removing what the run made …");
        var selector = $"{RunNames.Label}={names.Run}";
        try
        {
            var made = await ListAsync(selector, limit.Token).ConfigureAwait(false);
            var namespaces = made.Where(thing => thing.Path.StartsWith("api/v1/namespaces/", StringComparison.Ordinal))
                .Select(thing => thing.Path).ToList();
            await RemoveAsync(made.Select(thing => thing.Path).Except(namespaces), limit.Token).ConfigureAwait(false);
            await EmptyAsync(limit.Token).ConfigureAwait(false);
            await RemoveAsync(namespaces, limit.Token).ConfigureAwait(false);
            while (await ListAsync(selector, limit.Token).ConfigureAwait(false) is { Count: > 0 })
                await Task.Delay(TimeSpan.FromSeconds(1), limit.Token).ConfigureAwait(false);
            return [];
        }
        catch (Exception failure) when (failure is OperationCanceledException or ClusterException)
        {
            return failure is ClusterException ? [$"all with label {selector} ({failure.Message})"]
                : await LeftAsync(selector).ConfigureAwait(false);
        }
    }

    // Objects of namespaces go by themselves with these, but pods would be waited for, and finalizers stay.
    private async Task EmptyAsync(CancellationToken cancellation)
    {
        foreach (var path in Enumerable.Reverse(_inNamespaces))
        {
            var answer = await server.SendAsync(new ApiRequest(HttpMethod.Get, path), cancellation).ConfigureAwait(false);
            if (answer.Body.At("metadata", "finalizers") is JsonArray { Count: > 0 })
            {
                answer.Body!["metadata"]!.AsObject().Remove("finalizers");
                await server.SendAsync(new ApiRequest(HttpMethod.Put, path, answer.Body), cancellation).ConfigureAwait(false);
            }

            await server.SendAsync(new ApiRequest(HttpMethod.Delete, $"{path}?gracePeriodSeconds=0"), cancellation).ConfigureAwait(false);
        }
    }

    private async Task RemoveAsync(IEnumerable<string> paths, CancellationToken cancellation)
    {
        foreach (var path in paths)
        {
            var answer = await server.SendAsync(new ApiRequest(HttpMethod.Delete, path), cancellation).ConfigureAwait(false);
            // A namespace that is going already conflicts with its deletion.
            if (!answer.Succeeded
                && answer.Status is not (404 or 409)) throw new ClusterException($"DELETE {path} failed: {answer.Message}");
        }
    }

    private async Task<IReadOnlyList<string>> LeftAsync(string selector)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            return [.. (await ListAsync(selector, limit.Token).ConfigureAwait(false)).Select(thing => thing.Path)];
        }
        catch (Exception failure) when (failure is OperationCanceledException or ClusterException)
        {
            return [$"all with label {selector}"];
        }
    }

    private async Task<IReadOnlyList<(string Path, TimeSpan Age)>> ListAsync(string selector, CancellationToken cancellation)
    {
        var found = new List<(string, TimeSpan)>();
        foreach (var (apiVersion, kind) in Labelled)
        {
            if (await resources.FindAsync(apiVersion, kind, cancellation).ConfigureAwait(false) is not { } resource) continue;
            var list = await server.NeedAsync(
                new ApiRequest(HttpMethod.Get, $"{resource.Path()}?labelSelector={Uri.EscapeDataString(selector)}"),
                    cancellation).ConfigureAwait(false);
            found.AddRange(list["items"]!.AsArray().Select(item => (
                resource.Path(null, PlannedGuards.Name(item!.AsObject())),
                DateTimeOffset.UtcNow - DateTimeOffset.Parse(item["metadata"]!["creationTimestamp"]!.GetValue<string>(),
                    CultureInfo.InvariantCulture))));
        }

        return found;
    }

    private async Task<ApiResource> NeedAsync(JsonObject thing, CancellationToken cancellation) =>
        await resources.FindAsync(thing["apiVersion"]!.GetValue<string>(), PlannedGuards.Kind(thing), cancellation).ConfigureAwait(false)
        ?? throw new ClusterException($"{server.Address} doesn't serve {PlannedGuards.Kind(thing)} of {thing["apiVersion"]}.");
}
