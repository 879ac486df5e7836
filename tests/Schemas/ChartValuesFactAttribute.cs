using Infra.Components.Ingress;
using Infra.Tests.Upstream;
using Xunit;

namespace Infra.Tests.Schemas;

/// <summary>A fact that needs every chart's own values and their schemas.</summary>
internal sealed class ChartValuesFactAttribute : FactAttribute
{
    private static readonly string[] Platform = ["metallb/chart/", "metallb/subchart-frr-k8s/", "cert-manager/chart/"];

    public ChartValuesFactAttribute() => Skip = UpstreamFiles.Missing(
    [
        .. Platform,
        .. IngressControllers.All.Select(controller => controller.Chart.Name)
            .SelectMany(chart => new[] { $"{chart}/chart/Chart", $"{chart}/chart/values" }),
    ]);
}
