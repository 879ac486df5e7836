using System.Text.Json.Nodes;
using CsCheck;
using Infra.Components.Kubernetes;
using Infra.Components.Tenants;
using Infra.Planning;
using Infra.Tests.Planning;
using Infra.Tests.Schemas;
using Infra.Verifying.Platform;
using Xunit;

namespace Infra.Tests.Charts;

/// <summary>What all charts of a stack make of their values.</summary>
public sealed class RenderedStackTests
{
    [RenderedTheory("metallb", "cert-manager")]
    [EveryStack]
    public void Every_rendered_object_fits_its_schema_in_Kubernetes(PlannedStack stack) => Assert.Empty(
        from release in RenderedRelease.AllOf(stack)
        from made in release.Objects
            // Definitions of kinds are hundreds of kilobytes of upstream's own.
        where made.Kind != "CustomResourceDefinition"
        from complaint in UpstreamSchemas.Object(RenderedObject.Schema, made.ApiVersion, made.Kind)?.Complaints(made.Value)
            ?? [$"isn't known to Kubernetes {RenderedObject.Schema}"]
        select $"{release.Planned.Name} {made} {complaint}");

    [RenderedTheory("metallb", "cert-manager")]
    [EveryStack]
    public void What_verify_looks_for_the_charts_make(PlannedStack stack) => Assert.Empty(
        WorkloadCheck.Needed.Where(needed => needed.Namespace != WorkloadCheck.OfK3s).Except(
            RenderedRelease.AllOf(stack).SelectMany(release => release.Workloads).Where(workload => workload.Kind == "Deployment")
                .Select(workload => (workload.Namespace, workload.Name))));

    [RenderedTheory("metallb", "cert-manager")]
    [EveryStack]
    public void Every_pod_passes_the_level_of_its_namespace(PlannedStack stack)
    {
        var levels = stack.Plan.Objects("Namespace").ToDictionary(
            ns => ns.ObjectName(), ns => (string)ns.At("metadata", "labels", PodSecurity.EnforceKey)!);
        Assert.Empty(
            from release in RenderedRelease.AllOf(stack)
            from workload in release.Workloads
            where levels[workload.Namespace] != "privileged"
            from complaint in PodSecurityRules.Complaints(workload.Pod!["spec"]!)
            select $"{release.Planned.Name} {workload} {complaint}");
    }

    [RenderedTheory("metallb", "cert-manager")]
    [EveryStack]
    public void Pods_of_the_platform_run_on_the_control_plane_or_on_every_node(PlannedStack stack)
    {
        var tenants = stack.Settings.Tenants.Select(tenant => new TenantNames(tenant.Name).Namespace).ToHashSet();
        var workloads = RenderedRelease.AllOf(stack).Where(release => !tenants.Contains(release.Namespace))
            .SelectMany(release => release.Workloads);
        Assert.All(workloads, workload =>
        {
            var pod = workload.Pod!["spec"]!;
            Assert.True(Tolerates(pod, Placement.ControlPlaneKey), $"{workload} doesn't tolerate the control plane");
            if (workload.Kind == "DaemonSet")
                Assert.True(Tolerates(pod, TenantLabels.NodeKey), $"{workload} doesn't tolerate tenants' nodes");
            else
                Assert.True(IsDrawnToControlPlane(pod), $"{workload} may run on a tenant's node");
        });
    }

    [RenderedTheory("metallb", "cert-manager")]
    [EveryStack]
    public void No_object_is_made_by_two_releases_or_by_a_release_and_the_program(PlannedStack stack)
    {
        var rendered = from release in RenderedRelease.AllOf(stack)
                       from made in release.Objects
                       select (Key: (Group(made.ApiVersion), made.Kind, made.Namespace, made.Name), By: release.Planned.Name);
        var planned = stack.Plan.Objects().Select(resource => (
            Key: (Group(resource.Text("apiVersion")!), resource.Text("kind")!, resource.Namespace() ?? "", resource.ObjectName()),
            By: resource.Name));
        Assert.Empty(rendered.Concat(planned).GroupBy(one => one.Key).Where(same => same.Count() > 1)
            .Select(same => $"{same.Key} is made by {string.Join(" and ", same.Select(one => one.By))}"));
    }

    [RenderedFact("metallb", "cert-manager")]
    public void All_this_holds_for_random_stacks() => Planning.Stacks.Random.Sample(
        settings =>
        {
            var stack = PlannedStack.Of("random", settings);
            Every_rendered_object_fits_its_schema_in_Kubernetes(stack);
            Every_pod_passes_the_level_of_its_namespace(stack);
            Pods_of_the_platform_run_on_the_control_plane_or_on_every_node(stack);
            No_object_is_made_by_two_releases_or_by_a_release_and_the_program(stack);
        },
        iter: 4,
        threads: 1,
        print: settings => settings.ToJsonString());

    /// <summary>Whether a pod runs on the control plane alone, or rather there than elsewhere if its chart offers no selector.</summary>
    private static bool IsDrawnToControlPlane(JsonNode pod) =>
        (string?)pod.At("nodeSelector", Placement.ControlPlaneKey) == "true"
        || (pod.At("affinity", "nodeAffinity", "preferredDuringSchedulingIgnoredDuringExecution") as JsonArray ?? []).Any(preferred =>
            preferred.At("preference", "matchExpressions")!.AsArray().Any(term => (string?)term!["key"] == Placement.ControlPlaneKey));

    private static bool Tolerates(JsonNode pod, string key) => pod["tolerations"]!.AsArray().Any(toleration =>
        (string?)toleration!["operator"] == "Exists" && ((string?)toleration["key"] ?? key) == key);

    private static string Group(string apiVersion) => apiVersion.Contains('/', StringComparison.Ordinal) ? apiVersion.Split('/')[0] : "";
}
