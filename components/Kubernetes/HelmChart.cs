namespace Infra.Components.Kubernetes;

/// <summary>A Helm chart at an exact version.</summary>
/// <param name="Repository">Address of the chart repository.</param>
/// <param name="Name">Name of the chart in it.</param>
/// <param name="Version">Exact version, spelled as the repository spells it.</param>
public sealed record HelmChart(string Repository, string Name, string Version);
