using System.Text.Json.Nodes;
using Infra.Planning;

namespace Infra.Rendering;

/// <summary><c>manifests/</c>: each Kubernetes object, as the API would get it.</summary>
internal static class Manifests
{
    private const string ClusterFolder = "_cluster";
    private static readonly string[] First = ["apiVersion", "kind", "metadata"];

    /// <summary>The files.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Render(Plan plan) =>
        from resource in plan.Resources
        where IsObject(resource)
        let metadata = resource.Inputs["metadata"]!
        let folder = metadata["namespace"]?.GetValue<string>() ?? ClusterFolder
        let file = $"{resource.Inputs["kind"]}-{metadata["name"]}.yaml"
        select KeyValuePair.Create($"manifests/{folder}/{file}", YamlText.Of(Ordered(resource.Inputs)));

    /// <summary>Whether a resource is an object of the Kubernetes API; a Helm release is none.</summary>
    internal static bool IsObject(PlannedResource resource) =>
        resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal) && resource.Inputs.ContainsKey("kind");

    private static JsonObject Ordered(JsonObject manifest) => new(First.Concat(manifest.Select(entry => entry.Key).Except(First))
        .Where(manifest.ContainsKey)
        .Select(key => KeyValuePair.Create(key, manifest[key]?.DeepClone())));
}
