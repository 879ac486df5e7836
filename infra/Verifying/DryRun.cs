using System.Text.Json.Nodes;
using Infra.Clusters;

namespace Infra.Verifying;

/// <summary>A request that writes, of which nothing is kept: Kubernetes goes through all its guards and stops before the
/// database.</summary>
/// <param name="Verb">What is done.</param>
/// <param name="ApiVersion">Group and version of the object.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Namespace">Its namespace; null: none.</param>
/// <param name="Name">Its name.</param>
internal sealed record DryRun(WriteVerb Verb, string ApiVersion, string Kind, string? Namespace, string Name)
{
    private const string All = "All";

    /// <summary>A part of the object: <c>status</c>. Default the object itself.</summary>
    public string? Subresource { get; init; }

    /// <summary>The object, or what is merged into it. A deletion has none.</summary>
    public JsonObject? Body { get; init; }

    /// <summary>Who asks; null: the administrator.</summary>
    public Identity? Identity { get; init; }

    /// <summary>The creation of an object.</summary>
    public static DryRun Create(JsonObject thing) => Of(WriteVerb.Create, thing);

    /// <summary>An object in the place of the one with its name.</summary>
    public static DryRun Replace(JsonObject thing) => Of(WriteVerb.Replace, thing);

    /// <summary>The request.</summary>
    /// <param name="resource">The resource of the kind.</param>
    public ApiRequest Request(ApiResource resource)
    {
        var path = resource.Path(Namespace, Verb == WriteVerb.Create && Subresource is null ? null : Name, Subresource) + $"?dryRun={All}";
        var headers = Identity?.Headers ?? [];
        return Verb switch
        {
            WriteVerb.Create => new ApiRequest(HttpMethod.Post, path, Body) { Headers = headers },
            WriteVerb.Replace => new ApiRequest(HttpMethod.Put, path, Body) { Headers = headers },
            WriteVerb.Merge => new ApiRequest(HttpMethod.Patch, path, Body)
            {
                Headers = headers,
                ContentType = "application/merge-patch+json",
            },
            // Said twice: were one overlooked, the object would be gone.
            _ => new ApiRequest(HttpMethod.Delete, path, new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "DeleteOptions",
                ["dryRun"] = new JsonArray(All),
            })
            { Headers = headers },
        };
    }

    private static DryRun Of(WriteVerb verb, JsonObject thing) => new(
        verb, thing.Word("apiVersion")!, thing.Word("kind")!, thing.Word("metadata", "namespace"), thing.Name())
    {
        Body = thing,
    };
}

/// <summary>How an object is written.</summary>
internal enum WriteVerb
{
    /// <summary>It comes to be.</summary>
    Create,

    /// <summary>Another takes its place.</summary>
    Replace,

    /// <summary>A part of it is changed, by a JSON merge patch (RFC 7386).</summary>
    Merge,

    /// <summary>It goes.</summary>
    Delete,
}
