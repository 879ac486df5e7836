using System.Collections.Immutable;

namespace Infra.Components.Kubernetes;

/// <summary>A Helm chart at an exact version.</summary>
/// <param name="Repository">Address of the chart repository.</param>
/// <param name="Name">Name of the chart in it.</param>
/// <param name="Version">Exact version, spelled as the repository spells it.</param>
public sealed record HelmChart(string Repository, string Name, string Version)
{
    /// <summary>Images of its pods, with registries and tags as the chart writes them; nodes fetch them beforehand.</summary>
    public ImmutableArray<string> Images { get; init; } = [];

    /// <summary>Images of those of its pods that run on every node, tenants' ones included.</summary>
    public ImmutableArray<string> ImagesOfEveryNode { get; init; } = [];
}
