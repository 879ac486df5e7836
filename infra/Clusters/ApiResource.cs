namespace Infra.Clusters;

/// <summary>A resource of a cluster's API.</summary>
/// <param name="ApiVersion">Group and version, as objects say it: <c>v1</c>, <c>apps/v1</c>.</param>
/// <param name="Name">Its name: <c>pods</c>.</param>
/// <param name="IsNamespaced">Whether its objects lie in namespaces.</param>
internal sealed record ApiResource(string ApiVersion, string Name, bool IsNamespaced)
{
    /// <summary>The API group; empty: the core's.</summary>
    public string Group => ApiVersion.Contains('/', StringComparison.Ordinal)
        ? ApiVersion[..ApiVersion.IndexOf('/', StringComparison.Ordinal)] : "";

    /// <summary>The path below which a group's version is served.</summary>
    /// <param name="apiVersion">Group and version.</param>
    public static string RootOf(string apiVersion) =>
        apiVersion.Contains('/', StringComparison.Ordinal) ? $"apis/{apiVersion}" : $"api/{apiVersion}";

    /// <summary>The path of all objects, of those of a namespace, or of one object.</summary>
    /// <param name="ns">The namespace; null: all, or none.</param>
    /// <param name="name">The object's name; null: the list.</param>
    /// <param name="subresource">A part of the object. Default none.</param>
    public string Path(string? ns = null, string? name = null, string? subresource = null) =>
        RootOf(ApiVersion) + (ns is null || !IsNamespaced ? "" : $"/namespaces/{ns}") + $"/{Name}" + (name is null ? "" : $"/{name}")
        + (subresource is null ? "" : $"/{subresource}");
}
