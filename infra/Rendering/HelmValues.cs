using Infra.Planning;

namespace Infra.Rendering;

/// <summary><c>helm/</c>: the values of each Helm release.</summary>
internal static class HelmValues
{
    internal const string ReleaseType = "kubernetes:helm.sh/v3:Release";

    /// <summary>The files.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Render(Plan plan) => plan.Resources
        .Where(resource => resource.Type == ReleaseType)
        .Select(resource => KeyValuePair.Create($"helm/{resource.Name}.values.yaml", YamlText.Of(resource.Inputs["values"])));
}
