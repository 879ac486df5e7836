using Infra.Components.Ingress;
using Infra.Components.Kubernetes;
using Infra.Tests.EndToEnd.Scenarios;
using Xunit;

namespace Infra.Tests.EndToEndParts.Programs;

/// <summary>What is brought for the end-to-end suite is what the program deploys.</summary>
public sealed class BringProgramsTests
{
    private static readonly string Script =
        File.ReadAllText(Path.Combine(SharedFolder.Checkout, "tests", "EndToEnd", "Programs", "bring-programs.sh"));

    private static readonly HelmChart[] Charts =
        [HelmCharts.MetalLB, HelmCharts.CertManager, .. IngressControllers.All.Select(controller => controller.Chart)];

    [Fact]
    public void Every_chart_is_brought_in_its_version()
    {
        Assert.All(Charts, chart => Assert.Contains($"/{chart.Name}-{chart.Version}.tgz", Script));
    }

    [Fact]
    public void Every_image_of_a_chart_is_brought()
    {
        Assert.All(
            Charts.SelectMany(chart => chart.Images.Concat(chart.ImagesOfEveryNode)),
            image => Assert.Contains(image.Replace("docker.io/traefik:", "docker.io/library/traefik:", StringComparison.Ordinal), Script));
        Assert.Contains($"quay.io/jetstack/cert-manager-acmesolver:{HelmCharts.CertManager.Version}", Script);
    }

    [Fact]
    public void Every_release_of_K3s_that_a_scenario_needs_is_brought()
    {
        Assert.All(AllScenarios.List.SelectMany(scenario => scenario.Needs.K3sVersions), version => Assert.Contains(version, Script));
    }
}
