using Infra.Tests.Upstream;
using Xunit;

namespace Infra.Tests.Schemas;

/// <summary>A fact that needs every chart's own values and their schemas.</summary>
internal sealed class ChartValuesFactAttribute : FactAttribute
{
    public ChartValuesFactAttribute() => Skip = UpstreamFiles.Missing(
        "metallb/chart/", "metallb/subchart-frr-k8s/", "cert-manager/chart/", "traefik/chart/Chart", "traefik/chart/values",
        "nginx-ingress/chart/Chart", "nginx-ingress/chart/values");
}
