using System.Collections.Immutable;
using Infra.Components.Kubernetes;

namespace Infra.Components.K3s;

/// <summary>Images of the first pods on a node, fetched before it joins, so that these wait for no registry.</summary>
/// <param name="OfK3s">K3s's own, by the last part of their names; its release knows their versions.</param>
/// <param name="OfCharts">Those of charts, with registries and tags.</param>
public sealed record NodeImages(ImmutableArray<string> OfK3s, ImmutableArray<string> OfCharts)
{
    // Each pod has one of these beside its own containers.
    private const string Pause = "mirrored-pause";

    /// <summary>Those of a server: the platform's own pods run there.</summary>
    public static NodeImages OfServer { get; } = new(
        [Pause, "mirrored-coredns-coredns", "mirrored-metrics-server"],
        [.. HelmCharts.MetalLB.Images, .. HelmCharts.MetalLB.ImagesOfEveryNode, .. HelmCharts.CertManager.Images]);

    /// <summary>Those of a tenant's node: its ingress controller, and what announces its address.</summary>
    /// <param name="ingress">The chart of its ingress controller.</param>
    public static NodeImages OfAgent(HelmChart ingress) => new([Pause], [.. HelmCharts.MetalLB.ImagesOfEveryNode, .. ingress.Images]);
}
