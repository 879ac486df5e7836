using Infra.Checks;
using Infra.Components.Ingress;
using Infra.Planning;
using Infra.Tests.Charts;
using Infra.Tests.Guards;
using Infra.Tests.Planning;
using Infra.Tests.Settings;
using Xunit;

namespace Infra.Tests.Checks;

public sealed class CheckTests
{
    private const string Memory = "memory-fits-node";

    [Theory, EveryStack]
    public void Whatever_the_settings_every_check_passes_but_that_of_memory(PlannedStack stack) => Assert.Empty(
        CheckList.Run(stack.Plan).Where(result => result.Check.Id != Memory).SelectMany(Lines));

    [Theory, EveryStack]
    public void The_check_of_memory_fails_for_quotas_that_promise_more_than_their_node_has(PlannedStack stack)
    {
        var broken = stack.Plan.Tenants
            .Where(tenant => tenant.MemoryLeftMi is { } left && (left < 0 || Promised(stack, tenant.Name) > Room(tenant)))
            .Select(tenant => tenant.Name);
        var inventory = new Inventory(stack.Plan);
        var found = CheckList.Run(stack.Plan).Single(result => result.Check.Id == Memory).Findings
            .Select(finding => inventory.OwnerOf(finding.Resource)?.Name);
        Assert.Equal(broken, found);
    }

    [Theory]
    [InlineData("public", 120)]
    [InlineData("private", 100)]
    public void As_many_nodes_as_the_settings_take_stay_within_the_providers_limits(string network, int nodes)
    {
        var settings = SettingsText.Many(nodes - 3).With("cluster.network", $"\"{network}\"").With("cluster.controlPlane.count", "3");
        for (var index = 0; index < nodes - 3; index++) settings.With($"tenants[{index}].placementGroup", "\"none\"");
        Assert.Empty(CheckList.Run(PlannedStack.Of("many", settings).Plan).SelectMany(Lines));
    }

    [Fact]
    public void Before_Kubernetes_1_36_a_Service_that_says_nothing_of_node_ports_is_found()
    {
        static Plan Silent(PlannedStack stack) => stack.Plan.Change("Release", "tenant-b-ingress", release =>
            release["values"]!["service"]!["spec"]!.AsObject().Remove("allocateLoadBalancerNodePorts"));
        Assert.DoesNotContain(CheckList.Run(Silent(GuardedStack.Current)), result => !result.Passed);
        Assert.Equal(
            ["leaves allocateLoadBalancerNodePorts out, and so opens node ports before Kubernetes 1.36"],
            CheckList.Run(Silent(GuardedStack.WithoutAdditions)).SelectMany(result => result.Findings).Select(finding => finding.Problem));
    }

    private static IEnumerable<string> Lines(CheckResult result) =>
        result.Findings.Select(finding => $"{result.Check.Id}: {finding.Resource.Urn} {finding.Problem}");

    // Bytes, by another reading of quantities than the check's.
    private static decimal Promised(PlannedStack stack, string tenant) =>
        Quantity.Of(stack.Settings.Tenants.Single(given => given.Name == tenant).Quota.Memory);

    private static decimal Room(PlannedTenant tenant) =>
        (tenant.MemoryLeftMi!.Value + IngressControllers.All.Single(controller => controller.Word == tenant.Ingress).MemoryMi)
        * 1024m * 1024;
}
