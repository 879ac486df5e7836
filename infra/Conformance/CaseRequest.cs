using System.Text.Json.Nodes;
using Infra.Clusters;

namespace Infra.Conformance;

/// <summary>A case as a request that changes nothing, sent as the one who asks in it.</summary>
internal static class CaseRequest
{
    private const string DryRun = "?dryRun=All";

    /// <summary>The request.</summary>
    /// <param name="one">The case, with the names of its stage.</param>
    /// <param name="resource">What is written.</param>
    /// <param name="kept">The object that is there; null: none.</param>
    /// <param name="group">The group that may write it, which is added to the case's.</param>
    public static ApiRequest Of(Case one, ApiResource resource, JsonObject? kept, string group)
    {
        var (method, path, body) = one.Operation switch
        {
            "CREATE" => (HttpMethod.Post, resource.Path(one.Namespace, one.Subresource is null ? null : one.ObjectName, one.Subresource),
                one.Object),
            "UPDATE" => (HttpMethod.Put, resource.Path(one.Namespace, one.ObjectName, one.Subresource),
                ObjectChange.Apply(one.OldObject!, one.Object!, kept!)),
            "DELETE" => (HttpMethod.Delete, resource.Path(one.Namespace, one.ObjectName), null),
            _ => throw new InvalidOperationException($"{one.Operation} has no dry run."),
        };
        // A field that Kubernetes doesn't know would otherwise be dropped, and no guard see it.
        var strict = body is null ? "" : "&fieldValidation=Strict";
        return new ApiRequest(method, path + DryRun + strict, body) { Headers = [.. Impersonation(one, group)] };
    }

    private static IEnumerable<KeyValuePair<string, string>> Impersonation(Case one, string group)
    {
        yield return new("Impersonate-User", one.User["name"]!.GetValue<string>());
        foreach (var name in one.Groups.Append("system:authenticated").Append(group).Distinct())
            yield return new("Impersonate-Group", name);
        if (one.User["uid"]?.GetValue<string>() is { } uid) yield return new("Impersonate-Uid", uid);
        foreach (var (key, values) in one.User["extra"]?.AsObject() ?? [])
        {
            foreach (var value in values!.AsArray())
                yield return new($"Impersonate-Extra-{Uri.EscapeDataString(key)}", value!.GetValue<string>());
        }
    }
}
