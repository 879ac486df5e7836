using Infra.Components.Kubernetes;
using Infra.Tests.Upstream;

namespace Infra.Tests.Charts;

/// <summary>
/// The charts to render: the archive, where its checksum is known, else the folder at its project's tag, file by file. In the place of an
/// archive that can't be had, one that was packed by hand from its project's tag may lie in <c>.build/upstream/packed/</c>, which nothing
/// checks.
/// </summary>
internal static class ChartFiles
{
    private static readonly Dictionary<string, string> Archives = new()
    {
        ["metallb"] = $"metallb/metallb-{HelmCharts.MetalLB.Version}.tgz",
        ["cert-manager"] = $"cert-manager/cert-manager-{HelmCharts.CertManager.Version}.tgz",
    };

    /// <summary>Why a chart can't be rendered, or null.</summary>
    public static string? Missing(string chart) => File.Exists(Packed(chart)) ? null : UpstreamFiles.Missing(NameOf(chart));

    /// <summary>Where Helm finds a chart.</summary>
    public static string Path(string chart) =>
        UpstreamFiles.Missing(NameOf(chart)) is null ? UpstreamFiles.Path(NameOf(chart).TrimEnd('/')) : Packed(chart);

    private static string Packed(string chart) => UpstreamFiles.Path($"packed/{NameOf(chart).Split('/')[^1]}");

    private static string NameOf(string chart) => Archives.GetValueOrDefault(chart, $"{chart}/chart/");
}
